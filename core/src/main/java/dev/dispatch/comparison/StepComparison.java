package dev.dispatch.comparison;

/**
 * How a step, or one execution of it within a loop or a called job, compares.
 *
 * @param place as people name it
 * @param action what it called; that of this run where the two differ
 * @param against its status in the other run; empty where that has no such step
 * @param run its status in this run; empty where this has no such step
 * @param againstMs how long it took in the other run, in milliseconds; -1 where it did not run
 * @param runMs how long it took in this run
 * @param differences how many count
 * @param ignored how many do not
 */
public record StepComparison(
        String place,
        String action,
        String against,
        String run,
        long againstMs,
        long runMs,
        int differences,
        int ignored) {

    /** Whether it went the same way. */
    public boolean same() {
        return differences == 0;
    }
}
