package dev.dispatch.plan;

import dev.dispatch.expression.Expression;
import dev.dispatch.expression.ReferenceEdit;
import dev.dispatch.expression.ReferenceUse;
import dev.dispatch.expression.Segment;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.Patch;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Says how the string that holds a wrong reference reads with the right one. */
final class ReferenceMend {

    private final JsonNode document;

    /** @param document the job as written */
    ReferenceMend(JsonNode document) {
        this.document = document;
    }

    /** Where a single name is suggested, it goes in the place of one of the reference's own. */
    Issue name(Issue issue, ReferenceUse use, int segment) {
        List<String> names = issue.suggestions();
        if (names.size() != 1 || use.reference().segments().size() <= segment) {
            return issue;
        }
        List<Segment> path = new ArrayList<>(use.reference().segments());
        path.set(segment, new Segment.Name(names.getFirst()));
        return path(issue, use, List.of(path));
    }

    /** Where there is a single way, it goes in the place of the reference's path. */
    Issue path(Issue issue, ReferenceUse use, List<List<Segment>> ways) {
        JsonNode text = use.pointer().in(document);
        if (ways.size() != 1 || !text.isString()) {
            return issue;
        }
        Expression.Reference right =
                new Expression.Reference(use.offset(), use.reference().root(), ways.getFirst());
        return issue.mend(Patch.text(use.pointer(), ReferenceEdit.replace(text.stringValue(), use, right)));
    }
}
