package dev.dispatch.cli.command;

import dev.dispatch.batch.BatchHead;
import dev.dispatch.batch.BatchListener;
import dev.dispatch.batch.BatchResults;
import dev.dispatch.batch.BatchRun;
import dev.dispatch.batch.BatchSettings;
import dev.dispatch.cli.output.BatchProgress;
import dev.dispatch.cli.output.CommandResult;
import dev.dispatch.engine.BatchReply;
import dev.dispatch.engine.BatchRequest;
import dev.dispatch.engine.RunReply;
import dev.dispatch.time.Durations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;

/** The options of commands that run a batch, and how they run it. */
final class BatchOptions {

    static final String DURATION = "--duration";

    private static final String CONCURRENCY = "--concurrency";
    private static final String STAGGER = "--stagger-ms";
    private static final String RATE = "--rate";
    private static final String MAX_FAILURES = "--max-failures";
    private static final String RECORD = "--record";
    private static final String PER_SECOND = "/s";

    private static final int USUAL_CONCURRENCY = 5;
    private static final int MOST_CONCURRENCY = 10_000;
    private static final int LONGEST_STAGGER = 3_600_000;
    private static final double HIGHEST_RATE = 1_000_000;

    private final Invocation invocation;

    BatchOptions(Invocation invocation) {
        this.invocation = invocation;
    }

    static CommandSpec addTo(CommandSpec spec) {
        spec.addOption(Options.text(CONCURRENCY, "N", "the most runs at once (default " + USUAL_CONCURRENCY + ")"));
        spec.addOption(Options.text(STAGGER, "N", "the least time between two starts, in milliseconds"));
        spec.addOption(Options.text(
                RATE, "N/s", "start so many a second, however long the runs before take, up to --concurrency at once"));
        spec.addOption(Options.text(DURATION, "TIME", "start no further run after this time, such as 30s or 5m"));
        spec.addOption(Options.text(MAX_FAILURES, "N", "start no further run once so many have failed"));
        spec.addOption(Options.text(
                RECORD,
                "WHAT",
                "what is kept of runs that pass: all, failures (nothing of them) or summary; default all"));
        spec.addOption(Options.text(Options.OUT, "PATH", "write the results, a JSON document a run, to this file too"));
        return spec.addOption(Options.flag(
                Options.EVENTS,
                "tell each run as it ends: a JSON document a line on stdout, the last one is the result"));
    }

    /** @throws dev.dispatch.problem.ProblemException a {@code USAGE_ERROR} for a value that is none */
    BatchSettings settings() {
        return new BatchSettings(
                invocation.number(CONCURRENCY, 1, MOST_CONCURRENCY, USUAL_CONCURRENCY),
                Duration.ofMillis(invocation.number(STAGGER, 0, LONGEST_STAGGER, 0)),
                rate(),
                duration(),
                invocation.text(MAX_FAILURES).isPresent()
                        ? OptionalInt.of(invocation.number(MAX_FAILURES, 1, Integer.MAX_VALUE, 1))
                        : OptionalInt.empty());
    }

    private OptionalDouble rate() {
        Optional<String> given = invocation.text(RATE);
        if (given.isEmpty()) {
            return OptionalDouble.empty();
        }
        String number = given.get().endsWith(PER_SECOND)
                ? given.get().substring(0, given.get().length() - PER_SECOND.length())
                : given.get();
        try {
            double rate = Double.parseDouble(number);
            if (rate > 0 && rate <= HIGHEST_RATE) {
                return OptionalDouble.of(rate);
            }
        } catch (NumberFormatException e) {
            // Answered below, as a number out of bounds is.
        }
        throw invocation.usage("Option " + RATE + " takes starts a second, such as 20/s, not '" + given.get() + "'");
    }

    private Optional<Duration> duration() {
        Optional<String> given = invocation.text(DURATION);
        Optional<Duration> parsed = given.flatMap(Durations::parse).filter(time -> !time.isZero());
        if (given.isPresent() && parsed.isEmpty()) {
            throw invocation.usage("Option " + DURATION + " takes " + Durations.FORM + ", not '" + given.get() + "'");
        }
        return parsed;
    }

    BatchRequest.Recording recording() {
        String word = invocation.text(RECORD).orElse("all");
        for (BatchRequest.Recording recording : BatchRequest.Recording.values()) {
            if (recording.name().toLowerCase(Locale.ROOT).equals(word)) {
                return recording;
            }
        }
        throw invocation.usage("Option " + RECORD + " takes all, failures or summary, not '" + word + "'");
    }

    /**
     * Runs a batch and shows how it goes.
     *
     * @param refused what is said where it does not start
     */
    CommandResult run(BatchRequest request, Function<RunReply.Refused, CommandResult> refused) {
        Session session = invocation.session();
        boolean events = invocation.flag(Options.EVENTS);
        BatchReply reply;
        try (BatchProgress progress = session.batchProgress().get()) {
            BatchListener listener = events
                    ? both(session.writer().batchEvents(session.settings().clock()), progress)
                    : progress;
            reply = invocation.engine().runMany(request, listener, event -> {}, session.cancellation());
        }
        return switch (reply) {
            case BatchReply.Refused(RunReply.Refused why) -> refused.apply(why);
            case BatchReply.Finished finished -> {
                invocation
                        .text(Options.OUT)
                        .ifPresent(out -> copy(finished.batchDir(), invocation.path(Options.OUT, out)));
                yield new FinishedBatch(finished, invocation.version()).result();
            }
        };
    }

    private static BatchListener both(BatchListener first, BatchListener second) {
        return new BatchListener() {
            @Override
            public void started(BatchHead head) {
                first.started(head);
                second.started(head);
            }

            @Override
            public void finished(BatchRun run) {
                first.finished(run);
                second.finished(run);
            }
        };
    }

    private void copy(Path batchDir, Path out) {
        try {
            OutputFile.write(out, Files.readString(batchDir.resolve(BatchResults.FILE)));
        } catch (IOException e) {
            throw invocation.usage("Cannot write the results to " + out + ": " + e.getMessage());
        }
    }
}
