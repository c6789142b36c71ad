// The gallery of shared pieces, for development only: Vite serves it at /gallery.html, no build contains it.
import { mount } from 'svelte'
import Gallery from './gallery.svelte'

const target = document.getElementById('gallery')
if (target) mount(Gallery, { target })
