package dev.dispatch.comparison;

import com.google.re2j.Pattern;
import dev.dispatch.redact.Redactor;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Decides whether two different values mean the same: by what both look like, and by the name they stand under. */
final class VolatileValues {

    /** Milliseconds from 2001 to 2096; a number in between is a point in time whatever its name. */
    private static final long FIRST_MILLIS = 1_000_000_000_000L;

    private static final long LAST_MILLIS = 3_999_999_999_999L;

    private static final int LONGEST_TEXT = 65_536;

    /** What is made anew within a longer text; each is put in the place of what it matches. */
    private static final Pattern WITHIN =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}"
                    + "|[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.,][0-9]+)?)?(Z|[+-][0-9]{2}:?[0-9]{2})?"
                    + "|(Mon|Tue|Wed|Thu|Fri|Sat|Sun), [0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9]{2}:[0-9]{2}:[0-9]{2} GMT"
                    + "|\\b[0-9]+(\\.[0-9]+)? ?(ms|s|µs)\\b");

    private final String run;
    private final String against;

    /**
     * For two runs.
     *
     * @param run the id of one
     * @param against that of the other
     */
    VolatileValues(String run, String against) {
        this.run = run;
        this.against = against;
    }

    /** Why the difference means nothing; empty where it may mean something. */
    Optional<Volatility> of(String name, JsonNode inRun, JsonNode inAgainst) {
        if (inRun.isString() && inAgainst.isString()) {
            return ofTexts(name, inRun.stringValue(), inAgainst.stringValue());
        }
        if (isMarked(inRun) || isMarked(inAgainst)) {
            return Optional.of(Volatility.REDACTED);
        }
        if (inRun.isNumber() && inAgainst.isNumber()) {
            return ofNumbers(name, inRun, inAgainst);
        }
        return Optional.empty();
    }

    private Optional<Volatility> ofTexts(String name, String inRun, String inAgainst) {
        if (inRun.contains(Redactor.MARK) || inAgainst.contains(Redactor.MARK)) {
            return Optional.of(Volatility.REDACTED);
        }
        Optional<TextShape> shape = TextShape.of(inRun);
        if (shape.isPresent() && shape.equals(TextShape.of(inAgainst))) {
            return Optional.of(
                    switch (shape.get()) {
                        case UUID, ULID, JWT -> Volatility.RANDOM_ID;
                        case RUN_ID -> Volatility.RUN_ID;
                        case INSTANT, HTTP_DATE -> Volatility.TIME;
                    });
        }
        if (VolatileNames.isAnew(name)) {
            return Optional.of(Volatility.NAME);
        }
        if (inRun.length() > LONGEST_TEXT || inAgainst.length() > LONGEST_TEXT) {
            return Optional.empty();
        }
        String ownRun = inRun.replace(run, "<run>");
        String ownAgainst = inAgainst.replace(against, "<run>");
        if (ownRun.equals(ownAgainst)) {
            return Optional.of(Volatility.RUN_ID);
        }
        return masked(ownRun).equals(masked(ownAgainst)) ? Optional.of(Volatility.TIME) : Optional.empty();
    }

    private static Optional<Volatility> ofNumbers(String name, JsonNode inRun, JsonNode inAgainst) {
        if (VolatileNames.isMeasured(name)) {
            return Optional.of(Volatility.DURATION);
        }
        if (VolatileNames.isAnew(name)) {
            return Optional.of(Volatility.NAME);
        }
        boolean millis = isMillis(inRun) && isMillis(inAgainst);
        boolean seconds = VolatileNames.isTime(name) && isSeconds(inRun) && isSeconds(inAgainst);
        return millis || seconds ? Optional.of(Volatility.TIME) : Optional.empty();
    }

    private static boolean isMillis(JsonNode number) {
        return number.isIntegralNumber()
                && number.canConvertToLong()
                && number.longValue() >= FIRST_MILLIS
                && number.longValue() <= LAST_MILLIS;
    }

    private static boolean isSeconds(JsonNode number) {
        double value = number.doubleValue();
        return value >= FIRST_MILLIS / 1_000.0 && value <= LAST_MILLIS / 1_000.0;
    }

    private static boolean isMarked(JsonNode value) {
        return value.isString() && value.stringValue().equals(Redactor.MARK);
    }

    private static String masked(String text) {
        return WITHIN.matcher(text).replaceAll("<?>");
    }
}
