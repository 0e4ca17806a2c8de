package dev.dispatch.archive;

/** Counts the entries of an archive and their sizes, and ends it where they are more than is allowed. */
final class Amount {

    private final Faults faults;
    private final int mostEntries;
    private int count;
    private long sum;

    Amount(Faults faults) {
        this(faults, Limits.ENTRIES);
    }

    Amount(Faults faults, int mostEntries) {
        this.faults = faults;
        this.mostEntries = mostEntries;
    }

    /** @throws dev.dispatch.problem.ProblemException where there are too many, or one or all are too large */
    void add(ArchiveEntry entry) {
        if (++count > mostEntries) {
            throw faults.fatal("", "It has too many entries", "at most " + mostEntries, "more");
        }
        if (entry.size() > Limits.FILE) {
            throw faults.fatal(
                    entry.name(),
                    "The entry is too large",
                    "at most " + Limits.FILE + " bytes",
                    entry.size() == Long.MAX_VALUE ? "more" : entry.size() + " bytes");
        }
        sum += entry.size();
        if (sum > Limits.SUM) {
            throw faults.fatal("", "Its files are too large together", "at most " + Limits.SUM + " bytes", "more");
        }
    }
}
