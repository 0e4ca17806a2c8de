package dev.dispatch.redact;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds many patterns in one pass: the first four characters of each are in a bit table that most places of a text fail,
 * and what passes is compared. It grows; who looks for something meanwhile may or may not find what is just added.
 */
final class SecretIndex {

    private static final int BITS = 16;

    /** Patterns with the same first characters; written by one thread at a time, read by any without a lock. */
    private static final class Candidates {
        private SecretPattern[] all = new SecretPattern[1];
        private volatile int size;

        /** By one thread at a time; the number is raised last, so that who reads finds what it counts. */
        @SuppressWarnings("NonAtomicVolatileUpdate")
        private void add(SecretPattern pattern) {
            int known = size;
            if (known == all.length) {
                all = Arrays.copyOf(all, 2 * known);
            }
            all[known] = pattern;
            size = known + 1;
        }
    }

    private final long[] table = new long[1 << (BITS - 6)];
    private final Map<Long, Candidates> patterns = new ConcurrentHashMap<>();
    private final Set<String> exact = ConcurrentHashMap.newKeySet();

    /**
     * @param strong secrets that are looked for everywhere, in all their forms
     * @param exact secrets that count only as a whole value
     */
    SecretIndex(Collection<String> strong, Collection<String> exact) {
        strong.forEach(this::add);
        this.exact.addAll(exact);
    }

    /** One that is looked for everywhere, and was not added before. */
    synchronized void add(String secret) {
        for (SecretPattern pattern : new LinkedHashSet<>(SecretForms.of(secret))) {
            long start = start(pattern.text());
            patterns.computeIfAbsent(start, _ -> new Candidates()).add(pattern);
            int slot = slot(start);
            table[slot >> 6] |= 1L << slot;
        }
    }

    /** One that counts only as a whole value. */
    void addExact(String secret) {
        exact.add(secret);
    }

    /** True for a text that as a whole is a secret too short to be looked for inside others. */
    boolean isExact(String text) {
        return exact.contains(text);
    }

    boolean hasExact() {
        return !exact.isEmpty();
    }

    /** Every place where such a secret stands as a word of its own. */
    Spans words(String text) {
        Spans spans = new Spans();
        for (String secret : exact) {
            for (int at = text.indexOf(secret); at >= 0; at = text.indexOf(secret, at + 1)) {
                int end = at + secret.length();
                if (!goesOn(text, at - 1) && !goesOn(text, end)) {
                    spans.add(at, end);
                }
            }
        }
        return spans;
    }

    private static boolean goesOn(String text, int at) {
        return at >= 0 && at < text.length() && Character.isLetterOrDigit(text.charAt(at));
    }

    /** Is told of a pattern that stands in a view of a text. */
    @FunctionalInterface
    interface Found {
        void at(int at, SecretPattern pattern, TextView view);
    }

    /** Every place of the text, or of a text it decodes to, that holds a secret. */
    Spans find(String text) {
        Spans spans = new Spans();
        find(text, TextView.MOST_LAYERS, (at, pattern, view) -> {
            int start = pattern.start(view.text(), at);
            spans.add(view.startOf(start), view.endOf(pattern.end(view.text(), at)));
        });
        return spans;
    }

    /** @param layers escapings within escapings that are looked through */
    void find(String text, int layers, Found found) {
        if (!patterns.isEmpty() && text.length() >= SecretForms.SHORTEST) {
            findIn(TextView.of(text), found, layers);
        }
    }

    private void findIn(TextView view, Found found, int layers) {
        scan(view, found);
        if (layers > 0) {
            for (TextView decoded : view.decoded()) {
                findIn(decoded, found, layers - 1);
            }
        }
    }

    private void scan(TextView view, Found found) {
        String text = view.text();
        if (text.length() < SecretForms.SHORTEST) {
            return;
        }
        long window = start(text) >>> 16;
        for (int at = 0; at + SecretForms.SHORTEST <= text.length(); at++) {
            window = (window << 16) | text.charAt(at + SecretForms.SHORTEST - 1);
            int slot = slot(window);
            if ((table[slot >> 6] & (1L << slot)) != 0) {
                compare(view, at, window, found);
            }
        }
    }

    private void compare(TextView view, int at, long window, Found found) {
        Candidates candidates = patterns.get(window);
        if (candidates == null) {
            return;
        }
        String text = view.text();
        int known = candidates.size;
        SecretPattern[] all = candidates.all;
        for (int i = 0; i < known; i++) {
            SecretPattern pattern = all[i];
            if (text.startsWith(pattern.text(), at) && !view.repeats(pattern)) {
                found.at(at, pattern, view);
            }
        }
    }

    /** The first four characters as one number. */
    private static long start(String text) {
        return ((long) text.charAt(0) << 48)
                | ((long) text.charAt(1) << 32)
                | ((long) text.charAt(2) << 16)
                | text.charAt(3);
    }

    private static int slot(long window) {
        return (int) ((window * 0x9E3779B97F4A7C15L) >>> (64 - BITS));
    }
}
