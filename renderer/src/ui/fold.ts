/** The one way of comparing in searches; the core folds by it, too. */
export { fold } from '../../../shared/search/fold.ts'
