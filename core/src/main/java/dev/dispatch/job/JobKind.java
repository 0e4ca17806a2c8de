package dev.dispatch.job;

/** Whether a job may change memory; the name of its file decides. */
public enum JobKind {
    CASE("case"),
    SEED("seed");

    private final String word;

    JobKind(String word) {
        this.word = word;
    }

    /** The word in file names and documents. */
    public String word() {
        return word;
    }

    /** The end of the names of such files. */
    public String suffix() {
        return ".job." + word + ".json";
    }

    /** Seed for {@code *.job.seed.json}, case for every other name. */
    public static JobKind of(String fileName) {
        return fileName.endsWith(SEED.suffix()) ? SEED : CASE;
    }
}
