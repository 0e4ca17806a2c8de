package dev.dispatch.cli.output;

import dev.dispatch.batch.BatchListener;
import dev.dispatch.json.Json;
import dev.dispatch.run.RunListener;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The one place that writes results: JSON on stdout, or text on stdout and what went wrong on stderr. */
public final class ResultWriter {

    private final PrintStream out;
    private final PrintStream err;
    private final Look look;
    private final boolean json;
    private final Optional<Fields> fields;
    private final ShellText shell;
    private final Path folder;

    /**
     * A writer of the results of one call of the program.
     *
     * @param fields the members of an answer that programs asked for; empty for all
     * @param folder in which the program was called
     */
    public ResultWriter(
            PrintStream out,
            PrintStream err,
            Look look,
            boolean json,
            Optional<Fields> fields,
            ShellText shell,
            Path folder) {
        this.out = out;
        this.err = err;
        this.look = look;
        this.json = json;
        this.fields = fields;
        this.shell = shell;
        this.folder = folder;
    }

    public void write(CommandResult result) {
        switch (result) {
            case CommandResult.Answer answer -> write(answer);
            case CommandResult.Failure failure -> write(failure);
            case CommandResult.Shown _ -> {}
        }
    }

    /** Shows a part of what a person will read, at once; programs get one document at the end. */
    public void tell(Rendering part) {
        if (!json) {
            print(out, part);
        }
    }

    /** Tells a run on stdout while it goes, a line an event; what is written as the result comes last. */
    public RunListener events() {
        return new EventLines(out, look.extent());
    }

    /** The same of a batch. */
    public BatchListener batchEvents(InstantSource clock) {
        return new BatchEvents(out, clock);
    }

    /** Passes a line of another program on to stderr, in both modes: stdout is for the result alone. */
    public void remark(String line) {
        print(err, page -> page.line(line));
    }

    private void write(CommandResult.Answer answer) {
        if (json) {
            JsonNode document = answer.document();
            if (!answer.next().isEmpty() && document instanceof ObjectNode object) {
                document = object.deepCopy().set("next", ProblemDocument.next(answer.next(), shell));
            }
            JsonNode whole = document;
            print(fields.map(chosen -> chosen.select(whole)).orElse(whole));
            return;
        }
        print(out, page -> {
            answer.text().writeTo(page);
            ProblemDocument.writeNext(page, answer.next(), shell);
        });
    }

    private void write(CommandResult.Failure failure) {
        ProblemDocument problem = new ProblemDocument(failure.problem(), shell);
        if (json) {
            print(problem.toJson());
            return;
        }
        failure.text().ifPresent(text -> print(out, text));
        boolean resultShown = failure.text().isPresent();
        print(err, page -> problem.writeTo(page, folder, resultShown));
    }

    private void print(JsonNode document) {
        out.print(SafeText.json(Json.compact(document)) + "\n");
        out.flush();
    }

    private void print(PrintStream stream, Rendering part) {
        Page page = new Page(look);
        part.writeTo(page);
        stream.print(page);
        stream.flush();
    }
}
