package dev.dispatch.batch;

import tools.jackson.databind.JsonNode;

/** Reads members that a batch has written and that anybody may have changed since. */
final class Damage {

    /** A number that many of can be added. */
    private static final long GREATEST = 1L << 52;

    /** Of a text; no path that a system takes is longer. */
    private static final int LONGEST = 5_000;

    private static final String CUT = "...";

    private Damage() {}

    /** A whole number from 0 on. */
    static long count(JsonNode object, String name) throws DamagedException {
        JsonNode value = object.path(name);
        if (!value.canConvertToLong() || !value.isIntegralNumber()) {
            throw new DamagedException("'" + name + "' is no whole number");
        }
        long number = value.longValue();
        if (number < 0 || number > GREATEST) {
            throw new DamagedException("'" + name + "' is out of range");
        }
        return number;
    }

    /** The same of the size of an {@code int}. */
    static int number(JsonNode object, String name) throws DamagedException {
        long number = count(object, name);
        if (number > Integer.MAX_VALUE) {
            throw new DamagedException("'" + name + "' is out of range");
        }
        return (int) number;
    }

    /** A text as it is written so that {@link #text} takes it: the end of a longer one is cut off. */
    static String writable(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        int end = LONGEST - CUT.length();
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + CUT;
    }

    static String text(JsonNode object, String name) throws DamagedException {
        JsonNode value = object.path(name);
        if (!value.isString() || value.stringValue().length() > LONGEST) {
            throw new DamagedException("'" + name + "' is no text of usual length");
        }
        return value.stringValue();
    }
}
