package dev.dispatch.openapi;

import java.util.HashSet;
import java.util.Set;

/**
 * Names the inputs of one action so that each can be written as {@code input.name}: letters, digits, {@code _} and
 * {@code -} stay, everything between them becomes one {@code _}. Where a name is taken, the later one says first where
 * it stands, such as {@code query_id}.
 */
final class InputNames {

    private final Set<String> taken = new HashSet<>();

    /** True where the name is free as it would be written. */
    boolean isFree(String name) {
        return !taken.contains(usable(name));
    }

    /** The name for the input; it is taken from then on. */
    String take(String name, String place) {
        String wanted = usable(name);
        String free = wanted;
        if (!taken.add(free)) {
            free = place + "_" + wanted;
            for (int number = 2; !taken.add(free); number++) {
                free = place + "_" + wanted + "_" + number;
            }
        }
        return free;
    }

    /** {@code filter[status]} becomes {@code filter_status}. */
    static String usable(String name) {
        StringBuilder out = new StringBuilder();
        boolean gap = false;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (isPlain(c)) {
                if (gap && !out.isEmpty()) {
                    out.append('_');
                }
                gap = false;
                out.append(c);
            } else {
                gap = true;
            }
        }
        return out.isEmpty() ? "value" : out.toString();
    }

    /** What may stand in a segment of a reference without quotes. */
    static boolean isPlain(char c) {
        return c == '_' || c == '-' || Character.isLetterOrDigit(c);
    }
}
