package dev.dispatch.cli;

import dev.dispatch.redact.Redactor;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/**
 * What the code of modules prints, on its way to the terminal: redacted a line at a time, since half a secret cannot be
 * found.
 */
final class RedactedLines extends OutputStream {

    /** A longer line is shown by its beginning only: cut into pieces, a secret on the cut would be shown. */
    private static final int LONGEST = 64 * 1024;

    private final PrintStream out;
    private final Supplier<Redactor> redactor;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private boolean cut;

    RedactedLines(PrintStream out, Supplier<Redactor> redactor) {
        this.out = out;
        this.redactor = redactor;
    }

    @Override
    public synchronized void write(int b) {
        if (b == '\n') {
            endLine();
        } else if (line.size() < LONGEST) {
            line.write(b);
        } else {
            cut = true;
        }
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int length) {
        for (int i = from; i < from + length; i++) {
            write(bytes[i]);
        }
    }

    /** Leaves an unfinished line waiting, so that its parts are seen together. */
    @Override
    public synchronized void flush() {
        out.flush();
    }

    /** Shows a last line that was not ended; what is printed later is shown as well. */
    @Override
    public synchronized void close() {
        if (line.size() > 0) {
            endLine();
        }
        out.flush();
    }

    private void endLine() {
        String text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        out.println(redactor.get().said(text) + (cut ? "... (cut)" : ""));
        out.flush();
        cut = false;
    }
}
