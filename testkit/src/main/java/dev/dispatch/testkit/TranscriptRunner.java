package dev.dispatch.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Executes transcripts and holds what comes back against what they say. */
public final class TranscriptRunner {
    private final CommandUnderTest program;
    private final Path distribution;
    private final boolean update;

    /**
     * For one way of running commands.
     *
     * @param distribution where the program finds shipped jobs and modules
     * @param update whether a transcript that does not fit is rewritten; it fails all the same
     */
    public TranscriptRunner(CommandUnderTest program, Path distribution, boolean update) {
        this.program = program;
        this.distribution = distribution;
        this.update = update;
    }

    /**
     * Executes one transcript.
     *
     * @param folder an empty one
     * @throws AssertionError with a diff for every command that did something else
     */
    public void run(Transcript transcript, Path folder) throws Exception {
        List<Entry> seen = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        try (TranscriptSession session = new TranscriptSession(program, distribution, folder)) {
            for (Entry entry : transcript.entries()) {
                seen.add(follow(transcript, session, entry, faults));
            }
        }
        if (faults.isEmpty()) {
            return;
        }
        if (update) {
            Files.writeString(transcript.file(), Transcript.render(seen));
            faults.add("rewritten: " + transcript.file() + "; read what changed before you commit it");
        }
        throw new AssertionError(String.join("\n\n", faults));
    }

    /** A command as it was run, placeholders filled in, and what it came to. */
    public record Done(String line, Execution execution) {}

    /** Executes a transcript and compares nothing; the session is left as the last command leaves it. */
    public static List<Done> execute(Transcript transcript, TranscriptSession session) throws Exception {
        List<Done> done = new ArrayList<>();
        for (Entry entry : transcript.entries()) {
            if (prepare(session, entry) instanceof Entry.Command command) {
                String line = session.bindings().expand(command.line());
                Execution execution = session.execute(command);
                done.add(new Done(line, execution));
                compare(
                        session,
                        command.out().text(),
                        Entry.Output.of(execution.out()).text());
                compare(session, command.err(), Entry.Text.of(execution.err()));
            }
        }
        return done;
    }

    private static Entry prepare(TranscriptSession session, Entry entry) throws IOException {
        switch (entry) {
            case Entry.Demo _ -> session.startDemo();
            case Entry.Variable variable -> session.set(variable);
            case Entry.WorkFile file -> session.write(file);
            case Entry.Note _, Entry.Command _ -> {}
        }
        return entry;
    }

    /** Follows an entry and returns what it should have said. */
    private static Entry follow(Transcript transcript, TranscriptSession session, Entry entry, List<String> faults)
            throws Exception {
        if (!(prepare(session, entry) instanceof Entry.Command command)) {
            return entry;
        }
        Execution execution = session.execute(command);
        List<String> differences = new ArrayList<>();
        Entry.Output actual = Entry.Output.of(execution.out());
        Entry.Output out =
                new Entry.Output(actual.json(), compare(session, command.out().text(), actual.text()));
        Entry.Text err = compare(session, command.err(), Entry.Text.of(execution.err()));
        if (out.json() != command.out().json()) {
            differences.add(out.json() ? "stdout is JSON, marked with ':'" : "stdout is not one line of compact JSON");
        }
        describe("stdout", command.out().text(), out.text(), differences);
        describe("stderr", command.err(), err, differences);
        Optional<Integer> exitCode = Optional.of(execution.exitCode());
        if (!exitCode.equals(command.exitCode())) {
            differences.add("exit code: expected "
                    + command.exitCode().map(String::valueOf).orElse("one in the transcript") + ", was "
                    + execution.exitCode());
        }
        if (!differences.isEmpty()) {
            faults.add(transcript.file() + ":" + command.lineNumber() + ": $ " + command.line() + "\n"
                    + String.join("\n", differences));
        }
        return new Entry.Command(command.lineNumber(), command.line(), command.input(), out, err, exitCode);
    }

    /** The expected text where the actual one fits it, otherwise the actual one with placeholders. */
    private static Entry.Text compare(TranscriptSession session, Entry.Text expected, Entry.Text actual) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < actual.lines().size(); i++) {
            // Where lines came or went, those behind them are counted from the end, so that they stay as written.
            int fromEnd = expected.lines().size() - (actual.lines().size() - i);
            String line = actual.lines().get(i);
            lines.add(asExpected(session, expected, i, line)
                    .or(() -> asExpected(session, expected, fromEnd, line))
                    .orElseGet(() -> session.bindings().disguise(line)));
        }
        return new Entry.Text(lines, actual.open());
    }

    private static Optional<String> asExpected(TranscriptSession session, Entry.Text expected, int place, String line) {
        return place >= 0
                        && place < expected.lines().size()
                        && session.bindings().match(expected.lines().get(place), line)
                ? Optional.of(expected.lines().get(place))
                : Optional.empty();
    }

    private static void describe(String stream, Entry.Text expected, Entry.Text actual, List<String> differences) {
        if (!expected.equals(actual)) {
            differences.add(stream + " differs (- expected, + actual):\n"
                    + LineDiff.of(expected.lines(), actual.lines())
                    + (expected.open() == actual.open() ? "" : "\n  the line feed at the end differs"));
        }
    }
}
