package dev.dispatch.cli.command;

import dev.dispatch.cli.output.BatchProgress;
import dev.dispatch.cli.output.LiveSteps;
import dev.dispatch.cli.output.ResultWriter;
import dev.dispatch.cli.output.ShellText;
import dev.dispatch.engine.EngineSettings;
import dev.dispatch.run.RunListener;
import dev.dispatch.time.Cancellation;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What all commands of one call of the program share.
 *
 * @param shell writes commands as they would be typed
 * @param batchProgress makes the listener that shows a batch while it goes
 * @param progress makes the listener that shows a run while it goes
 */
public record Session(
        EngineSettings settings,
        InputStream in,
        ResultWriter writer,
        ShellText shell,
        Supplier<RunListener> progress,
        Supplier<BatchProgress> batchProgress,
        Cancellation cancellation) {

    /** The same without progress where that is lines of text, for a command that shows each part as it is done. */
    Session withoutLines() {
        Supplier<RunListener> live = () -> progress.get() instanceof LiveSteps steps ? steps : event -> {};
        return new Session(settings, in, writer, shell, live, batchProgress, cancellation);
    }

    /** The same with one more environment variable. */
    Session withVariable(String name, String value) {
        Map<String, String> environment = new HashMap<>(settings.environment());
        environment.put(name, value);
        EngineSettings changed = new EngineSettings(
                settings.version(),
                settings.home(),
                settings.workingDirectory(),
                environment,
                settings.distribution(),
                settings.clock(),
                settings.random(),
                settings.generator(),
                settings.known());
        return new Session(changed, in, writer, shell, progress, batchProgress, cancellation);
    }
}
