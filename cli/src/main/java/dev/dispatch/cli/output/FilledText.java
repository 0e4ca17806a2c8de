package dev.dispatch.cli.output;

import dev.dispatch.engine.FilledMemory;
import dev.dispatch.run.RunStatus;
import dev.dispatch.time.Times;
import java.util.List;

/** The jobs that filled memory for another one, as people read them. */
public record FilledText(List<FilledMemory> filled) implements Rendering {

    public FilledText {
        filled = List.copyOf(filled);
    }

    @Override
    public void writeTo(Page page) {
        if (filled.isEmpty()) {
            return;
        }
        page.line("fill jobs:");
        Table table = new Table("  ");
        for (FilledMemory job : filled) {
            table.row(List.of(
                    Table.toned(RunText.tone(job.status()), word(job.status())),
                    Table.plain(job.job()),
                    Table.plain(Times.show(job.duration())),
                    Table.plain(String.join(", ", job.keys())),
                    Table.plain(job.runId())));
        }
        page.table(table);
    }

    private static String word(RunStatus status) {
        return switch (status) {
            case SUCCESS -> "ok";
            case FAILED -> "failed";
            case INTERRUPTED -> "interrupted";
        };
    }
}
