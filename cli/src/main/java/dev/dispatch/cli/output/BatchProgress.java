package dev.dispatch.cli.output;

import dev.dispatch.batch.BatchHead;
import dev.dispatch.batch.BatchListener;
import dev.dispatch.batch.BatchRun;
import dev.dispatch.run.RunStatus;
import dev.dispatch.time.Times;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a batch goes: a bar that is drawn over on a terminal, a line now and then elsewhere. */
public final class BatchProgress implements BatchListener, AutoCloseable {

    private static final int BAR = 24;
    private static final Duration REDRAW = Duration.ofMillis(100);
    private static final Duration LINE = Duration.ofSeconds(10);
    private static final String WIPE = "\r\u001b[K";

    private final PrintStream stream;
    private final InstantSource clock;
    private final boolean live;
    private Instant begun = Instant.EPOCH;
    private Instant told = Instant.EPOCH;
    private @Nullable Integer count;
    private long done;
    private long failed;

    /**
     * Progress on a stream.
     *
     * @param live whether the stream is a terminal
     */
    public BatchProgress(PrintStream stream, InstantSource clock, boolean live) {
        this.stream = stream;
        this.clock = clock;
        this.live = live;
    }

    @Override
    public synchronized void started(BatchHead head) {
        count = head.count();
        begun = clock.instant();
        told = begun;
    }

    @Override
    public synchronized void finished(BatchRun run) {
        done++;
        failed += run.status() == RunStatus.SUCCESS ? 0 : 1;
        Instant now = clock.instant();
        if (!now.isBefore(told.plus(live ? REDRAW : LINE))) {
            told = now;
            stream.print(live ? WIPE + bar() + line(now) : line(now) + "\n");
            stream.flush();
        }
    }

    private String bar() {
        if (count == null || count == 0) {
            return "";
        }
        int full = (int) Math.min(BAR, done * BAR / count);
        return "[" + "#".repeat(full) + "-".repeat(BAR - full) + "] ";
    }

    private String line(Instant now) {
        long millis = Math.max(1, Duration.between(begun, now).toMillis());
        StringBuilder line = new StringBuilder();
        line.append(done);
        if (count != null) {
            line.append('/').append(count);
        }
        line.append(" runs, ").append(failed).append(" failed, ");
        line.append(String.format(Locale.ROOT, "%.1f", done * 1000.0 / millis)).append(" runs/s");
        if (count != null && done > 0 && done < count) {
            line.append(", about ")
                    .append(Times.show(millis * (count - done) / done))
                    .append(" left");
        }
        return line.toString();
    }

    /** Makes room for the result. */
    @Override
    public synchronized void close() {
        if (live) {
            stream.print(WIPE);
            stream.flush();
        }
    }
}
