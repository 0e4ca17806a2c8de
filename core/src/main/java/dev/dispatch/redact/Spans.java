package dev.dispatch.redact;

import java.util.ArrayList;
import java.util.List;

/** Pieces of a text that must go; overlapping ones become one. */
final class Spans {

    private record Span(int start, int end) {}

    private final List<Span> spans = new ArrayList<>();

    boolean isEmpty() {
        return spans.isEmpty();
    }

    void add(int start, int end) {
        if (!spans.isEmpty()) {
            Span last = spans.getLast();
            if (start >= last.start && start < last.end) {
                spans.set(spans.size() - 1, new Span(last.start, Math.max(last.end, end)));
                return;
            }
        }
        spans.add(new Span(start, end));
    }

    /** The text with the mark in the place of each piece. */
    String replaceIn(String text, String mark) {
        spans.sort((a, b) -> Integer.compare(a.start(), b.start()));
        StringBuilder out = new StringBuilder(text.length());
        int copied = 0;
        int covered = 0;
        for (Span span : spans) {
            if (span.start >= covered) {
                out.append(text, copied, span.start).append(mark);
            }
            covered = Math.max(covered, span.end);
            copied = covered;
        }
        return out.append(text, copied, text.length()).toString();
    }
}
