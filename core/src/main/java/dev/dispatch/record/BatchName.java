package dev.dispatch.record;

import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** A batch's id, {@code yyyyMMdd-HHmmss-job-batch-<4 hex>}, in UTC. */
public record BatchName(String id) {

    private static final String WORDS = "-job-batch-";
    private static final int STAMP = 15;
    private static final int LENGTH = STAMP + WORDS.length() + 4;
    /** Before the id of a batch in the label of its runs. */
    private static final String RUN = "job-run-";

    private static final int INDEX_DIGITS = 3;
    private static final int MOST_DIGITS = 9;

    /** A new one. */
    public static BatchName make(Instant start, RandomGenerator random) {
        return new BatchName(RunIds.stamp(start) + WORDS + HexFormat.of().toHexDigits((short) random.nextInt()));
    }

    /** Empty for every other name. */
    public static Optional<BatchName> parse(String name) {
        boolean shaped = name.length() == LENGTH && name.startsWith(WORDS, STAMP) && name.charAt(8) == '-';
        for (int i = 0; shaped && i < STAMP; i++) {
            shaped = i == 8 || HexFormat.isHexDigit(name.charAt(i));
        }
        for (int i = STAMP + WORDS.length(); shaped && i < LENGTH; i++) {
            shaped = HexFormat.isHexDigit(name.charAt(i));
        }
        return shaped ? Optional.of(new BatchName(name)) : Optional.empty();
    }

    /** The second of its start. */
    public String stamp() {
        return id.substring(0, STAMP);
    }

    /**
     * The label of a run of this batch.
     *
     * @param index from 1
     */
    public String label(int index) {
        String digits = Integer.toString(index);
        return RUN + id + "-" + "0".repeat(Math.max(0, INDEX_DIGITS - digits.length())) + digits;
    }

    /** Which run of which batch an id is; empty for a run on its own. */
    public static Optional<OfBatch> ofRun(String runId) {
        return RunName.parse(runId).flatMap(BatchName::ofBatch);
    }

    static Optional<OfBatch> ofBatch(RunName run) {
        String label = run.label();
        int end = RUN.length() + LENGTH;
        if (!label.startsWith(RUN)
                || label.length() < end + 1 + INDEX_DIGITS
                || label.length() > end + 1 + MOST_DIGITS) {
            return Optional.empty();
        }
        String digits = label.substring(end + 1);
        if (label.charAt(end) != '-' || !isNumber(digits)) {
            return Optional.empty();
        }
        return parse(label.substring(RUN.length(), end)).map(batch -> new OfBatch(batch, Integer.parseInt(digits)));
    }

    /** The end of a batch's id and the number of a run of it, such as {@code 0a1b-017}; empty for every other text. */
    static Optional<InShort> inShort(String text) {
        int dash = text.lastIndexOf('-');
        String digits = text.substring(dash + 1);
        return dash > 0 && isNumber(digits)
                ? Optional.of(new InShort(text.substring(0, dash), Integer.parseInt(digits)))
                : Optional.empty();
    }

    private static boolean isNumber(String digits) {
        return !digits.isEmpty()
                && digits.length() <= MOST_DIGITS
                && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /**
     * A run as people name it.
     *
     * @param end of the id of its batch
     * @param index from 1
     */
    record InShort(String end, int index) {}

    /**
     * A run's place.
     *
     * @param index from 1
     */
    public record OfBatch(BatchName batch, int index) {}
}
