package dev.dispatch.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The closed set of functions, with how many arguments each takes. */
public enum Function {
    FIRST("first", 1, Integer.MAX_VALUE),
    JSONPATH("jsonpath", 2, 2),
    SUM("sum", 1, 1),
    MIN("min", 1, 1),
    MAX("max", 1, 1),
    COUNT("count", 1, 1),
    FLATTEN("flatten", 1, 1),
    UUID("uuid", 0, 0),
    NOW("now", 0, 0),
    TIMESTAMP("timestamp", 0, 0),
    RANDOM_INT("randomInt", 2, 2),
    BASE64("base64", 1, 1),
    URL_ENCODE("urlEncode", 1, 1),
    SHA256("sha256", 1, 1);

    private final String text;
    private final int least;
    private final int most;

    Function(String text, int least, int most) {
        this.text = text;
        this.least = least;
        this.most = most;
    }

    /** The name that a job writes. */
    public String text() {
        return text;
    }

    /** True for those that give another value at each call. */
    public boolean generates() {
        return this == UUID || this == NOW || this == TIMESTAMP || this == RANDOM_INT;
    }

    public boolean takes(int arguments) {
        return arguments >= least && arguments <= most;
    }

    /** How many arguments it takes, for messages. */
    public String arity() {
        if (most == Integer.MAX_VALUE) {
            return least + " or more arguments";
        }
        return switch (least) {
            case 0 -> "no argument";
            case 1 -> "1 argument";
            default -> least + " arguments";
        };
    }

    public static Optional<Function> named(String name) {
        for (Function function : values()) {
            if (function.text.equals(name)) {
                return Optional.of(function);
            }
        }
        return Optional.empty();
    }

    public static List<String> names() {
        List<String> names = new ArrayList<>();
        for (Function function : values()) {
            names.add(function.text);
        }
        return names;
    }
}
