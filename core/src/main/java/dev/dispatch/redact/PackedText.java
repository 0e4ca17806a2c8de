package dev.dispatch.redact;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * Finds the pieces of a text that are base64 or compressed, and reads them.
 *
 * <p>Any run of base64 characters may be base64, and nobody says where it begins: a slash, dash or underscore before it
 * may belong to it or not. So a run is read from its start and behind each of these, as far as that gives other bytes.
 * Lines of one base64 text are one run.
 */
final class PackedText {

    /** Below that nothing fits in that is worth to be escaped before it was encoded. */
    private static final int SHORTEST_RUN = 12;
    /** Longer runs are pictures and archives, and reading them at each look would cost more than all the rest. */
    private static final int LONGEST_RUN = 32 * 1024;
    /** MIME has lines of 76 characters, PEM of 64, and some writers shorter ones. */
    private static final int SHORTEST_LINE = 40;

    private final TextView view;
    private final String text;
    private final List<TextView> found;

    private PackedText(TextView view, List<TextView> found) {
        this.view = view;
        this.text = view.text();
        this.found = found;
    }

    /** Adds a view of each piece. */
    static void addViews(TextView view, List<TextView> found) {
        String text = view.text();
        if (Compressed.isCompressed(text)) {
            String unpacked = Compressed.unpacked(text);
            if (!unpacked.isEmpty()) {
                found.add(view.block(0, text.length(), unpacked, SecretForm.COMPRESSED));
            }
        }
        if (text.length() >= SHORTEST_RUN) {
            new PackedText(view, found).runs();
        }
    }

    private void runs() {
        int start = 0;
        while (start < text.length()) {
            int end = endOfRun(start);
            if (end - start >= SHORTEST_RUN && end - start <= LONGEST_RUN) {
                read(start, end);
            }
            start = end + 1;
        }
    }

    /** Where the run ends, past the ends of lines that are followed by more. */
    private int endOfRun(int start) {
        int end = endOfLine(start);
        int length = end - start;
        while (length >= SHORTEST_LINE && end < text.length()) {
            int next = text.startsWith("\r\n", end) ? end + 2 : text.charAt(end) == '\n' ? end + 1 : end;
            int endOfNext = next == end ? end : endOfLine(next);
            if (endOfNext == next) {
                return end;
            }
            length = endOfNext - next;
            end = endOfNext;
        }
        return end;
    }

    private int endOfLine(int start) {
        int end = start;
        while (end < text.length() && isBase64(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private void read(int start, int end) {
        byte[] characters = new byte[end - start];
        int count = 0;
        boolean[] begins = {true, false, false, false};
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (isBase64(c)) {
                characters[count++] = (byte) (c == '-' ? '+' : c == '_' ? '/' : c);
                begins[count % 4] |= isSeparator(c);
            }
        }
        SecretForm form = count == end - start ? SecretForm.BASE64 : SecretForm.BASE64_LINES;
        for (int skipped = 0; skipped < begins.length; skipped++) {
            if (begins[skipped]) {
                found.add(view.block(start, end, decoded(Arrays.copyOfRange(characters, skipped, count)), form));
            }
        }
    }

    private static String decoded(byte[] characters) {
        // A single character at the end holds no whole byte and is no base64.
        int length = characters.length % 4 == 1 ? characters.length - 1 : characters.length;
        byte[] decoded = Base64.getDecoder().decode(Arrays.copyOf(characters, length));
        return new String(decoded, StandardCharsets.ISO_8859_1);
    }

    private static boolean isSeparator(char c) {
        return c == '/' || c == '-' || c == '_' || c == '+';
    }

    static boolean isBase64(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || isSeparator(c);
    }
}
