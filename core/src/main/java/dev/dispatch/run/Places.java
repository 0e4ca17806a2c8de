package dev.dispatch.run;

/**
 * Reads the paths of executions that a run tells and its record keeps.
 *
 * <p>A place is a path without the numbers of attempts, and without the tries and calls behind them: all attempts of
 * {@code customers[3]#1/look#2@1} have the place {@code customers[3]/look}.
 */
public final class Places {

    private static final String FINALLY = "!f/";

    private Places() {}

    /** The place of an execution, and of a try or a call within one. */
    public static String of(String path) {
        StringBuilder place = new StringBuilder(path.length());
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c == '@' || (c == '/' && isInside(path, i + 1))) {
                break;
            }
            if (c == '#') {
                i = afterDigits(path, i + 1) - 1;
            } else {
                place.append(c);
            }
        }
        return place.toString();
    }

    /**
     * The place of an execution within the whole run: what stands in a called job has its own, such as
     * {@code pay/>/charge}, and a call that the transport makes for itself has that of the step.
     */
    public static String whole(String path) {
        StringBuilder place = new StringBuilder(path.length());
        int end = stepEnd(path);
        for (int i = stepFrom(path); i < end; i++) {
            char c = path.charAt(i);
            if (c == '#') {
                i = afterDigits(path, i + 1) - 1;
            } else {
                place.append(c);
            }
        }
        return place.toString();
    }

    /** Where the path of the execution begins in that of a call which the transport makes for itself; 0 in all others. */
    public static int stepFrom(String path) {
        return path.startsWith(ExecutionPath.OF_AUTH) ? ExecutionPath.OF_AUTH.length() : 0;
    }

    /** Where the path of the execution ends in that of a try or a call within. */
    public static int stepEnd(String path) {
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c == '@' || (c == '/' && i + 1 < path.length() && path.charAt(i + 1) == '~')) {
                return i;
            }
        }
        return path.length();
    }

    /** The number of the attempt of the execution itself, not of one around or of a try within; 1 where there is none. */
    public static int ownAttempt(String path) {
        int inside = path.indexOf("/~");
        return attempt(inside < 0 ? path : path.substring(0, inside));
    }

    /** The place with {@code [*]} for each item: what all executions of one step have in common. */
    public static String ofAny(String path) {
        String place = of(path);
        if (!inLoop(place)) {
            return place;
        }
        StringBuilder any = new StringBuilder(place.length());
        for (int i = 0; i < place.length(); i++) {
            char c = place.charAt(i);
            any.append(c);
            if (c == '[') {
                any.append('*');
                int end = place.indexOf(']', i);
                i = (end < 0 ? place.length() : end) - 1;
            }
        }
        return any.toString();
    }

    /** As people name a place: without the mark of {@code finally}, since no two steps have one id. */
    public static String named(String place) {
        return place.startsWith(FINALLY) ? place.substring(FINALLY.length()) : place;
    }

    /** The number of the attempt in the last frame of a path that has one; 1 where there is none. */
    public static int attempt(String path) {
        int from = path.lastIndexOf('#') + 1;
        int number = 0;
        for (int i = from; from > 0 && i < afterDigits(path, from) && number < 1_000_000; i++) {
            number = number * 10 + (path.charAt(i) - '0');
        }
        return Math.max(1, number);
    }

    /** Whether this is one of several executions of its step; no id holds a bracket. */
    public static boolean inLoop(String path) {
        return path.indexOf('[') >= 0;
    }

    /** Whether a place is a pass of the loop itself, not of something in it. */
    public static boolean isPass(String place) {
        return place.endsWith("]");
    }

    /** The block or pass that something stands in; empty for nothing. */
    public static String parent(String place) {
        int slash = place.lastIndexOf('/');
        return slash < 0 ? "" : place.substring(0, slash);
    }

    /** How many blocks are around a place. */
    public static int depth(String path) {
        String place = named(of(path));
        int depth = 0;
        for (int i = 0; i < place.length(); i++) {
            depth += place.charAt(i) == '/' ? 1 : 0;
        }
        return depth;
    }

    /** Tries of a poll and nested calls are inside of an attempt. */
    private static boolean isInside(String path, int at) {
        return at < path.length() && (path.charAt(at) == '~' || path.charAt(at) == '>');
    }

    private static int afterDigits(String text, int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end;
    }
}
