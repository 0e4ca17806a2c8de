package dev.dispatch.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The closed set of comparisons in a rule, with the kind of value each is written with. */
public enum Operator {
    EXISTS(Takes.NOTHING),
    NOT_EXISTS(Takes.NOTHING),
    EQ(Takes.ANYTHING),
    NEQ(Takes.ANYTHING),
    GT(Takes.ANYTHING),
    GTE(Takes.ANYTHING),
    LT(Takes.ANYTHING),
    LTE(Takes.ANYTHING),
    IN(Takes.ARRAY),
    NOT_IN(Takes.ARRAY),
    CONTAINS(Takes.ANYTHING),
    NOT_CONTAINS(Takes.ANYTHING),
    STARTS_WITH(Takes.TEXT),
    ENDS_WITH(Takes.TEXT),
    REGEX(Takes.REGEX),
    TYPE(Takes.TYPE_NAME),
    LENGTH_EQ(Takes.LENGTH),
    LENGTH_GTE(Takes.LENGTH),
    LENGTH_LTE(Takes.LENGTH),
    SCHEMA(Takes.SCHEMA);

    /** What an operator needs as its value. */
    public enum Takes {
        NOTHING("no value"),
        ANYTHING("a value"),
        ARRAY("an array"),
        TEXT("a text"),
        REGEX("a regular expression in RE2 syntax"),
        TYPE_NAME("one of object, array, string, number, integer, boolean, null"),
        LENGTH("a whole number from 0"),
        SCHEMA("a JSON Schema");

        private final String text;

        Takes(String text) {
            this.text = text;
        }

        /** In words, for messages. */
        public String text() {
            return text;
        }
    }

    private final Takes takes;

    Operator(Takes takes) {
        this.takes = takes;
    }

    public Takes takes() {
        return takes;
    }

    /** The name that a job writes. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Operator> named(String text) {
        for (Operator operator : values()) {
            if (operator.text().equals(text)) {
                return Optional.of(operator);
            }
        }
        return Optional.empty();
    }

    public static List<String> names() {
        List<String> names = new ArrayList<>();
        for (Operator operator : values()) {
            names.add(operator.text());
        }
        return names;
    }
}
