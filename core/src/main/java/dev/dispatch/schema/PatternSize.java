package dev.dispatch.schema;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Estimates into how many states a regular expression unfolds, before it is compiled: nested counted repetitions
 * multiply, and a short text can ask for gigabytes.
 */
final class PatternSize {

    private static final long ENOUGH = Integer.MAX_VALUE;

    private final String text;
    private final Deque<Long> outer = new ArrayDeque<>();
    private long group;
    private long atom;
    private int at;

    PatternSize(String text) {
        this.text = text;
    }

    long states() {
        while (at < text.length()) {
            char c = text.charAt(at++);
            switch (c) {
                case '(' -> open();
                case ')' -> close();
                case '[' -> characterClass();
                case '{' -> repetition();
                case '\\' -> {
                    at++;
                    add(1);
                }
                default -> add(1);
            }
        }
        while (!outer.isEmpty()) {
            close();
        }
        return group;
    }

    private void open() {
        outer.push(group);
        group = 0;
        atom = 0;
    }

    private void close() {
        long inner = Math.max(1, group);
        group = outer.isEmpty() ? 0 : outer.pop();
        add(inner);
    }

    private void add(long states) {
        atom = states;
        group = Math.min(ENOUGH, group + states);
    }

    private void characterClass() {
        boolean first = true;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '\\') {
                at++;
            } else if (c == ']' && !first) {
                break;
            }
            first = first && c == '^';
        }
        add(1);
    }

    /** Reads {@code n}, {@code n,} or {@code n,m} and a closing brace; anything else is a brace as it stands. */
    private void repetition() {
        int end = text.indexOf('}', at);
        long most = end < 0 ? -1 : greatest(text.substring(at, end));
        if (most < 0) {
            add(1);
            return;
        }
        at = end + 1;
        long repeated = Math.min(ENOUGH, atom * Math.max(1, most));
        group = Math.min(ENOUGH, group - atom + repeated);
        atom = repeated;
    }

    private static long greatest(String counts) {
        long most = 0;
        long count = 0;
        for (int i = 0; i < counts.length(); i++) {
            char c = counts.charAt(i);
            if (c == ',') {
                count = 0;
            } else if (c >= '0' && c <= '9') {
                count = Math.min(ENOUGH, count * 10 + (c - '0'));
                most = Math.max(most, count);
            } else {
                return -1;
            }
        }
        return counts.isEmpty() ? -1 : most;
    }
}
