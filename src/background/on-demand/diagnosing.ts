/** What tells what a failure is: the catalogue of gateways is the largest thing there is. */
export { diagnose } from '../../core/diagnosis/diagnose';
