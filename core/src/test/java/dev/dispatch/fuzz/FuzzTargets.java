package dev.dispatch.fuzz;

import dev.dispatch.archive.ArchiveTargets;
import dev.dispatch.http.HttpTargets;
import dev.dispatch.redact.RedactionTargets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Every target of this Maven module. */
final class FuzzTargets {

    private FuzzTargets() {}

    /** @param folder where each has files of its own */
    static List<FuzzTarget> in(Path folder) {
        Surroundings around = new Surroundings(folder);
        List<FuzzTarget> targets = new ArrayList<>();
        targets.addAll(LanguageTargets.all());
        targets.addAll(ExpressionTargets.all());
        targets.addAll(JobTargets.all(around));
        targets.addAll(ModuleTargets.all(around));
        targets.addAll(ArchiveTargets.all(around.below("archives").folder()));
        targets.addAll(StateTargets.all(around));
        targets.addAll(RecordTargets.all(around.below("records")));
        targets.addAll(BatchTargets.all(around.below("batches")));
        targets.addAll(HttpTargets.all(around.below("http").folder()));
        targets.addAll(RedactionTargets.all());
        return targets;
    }
}
