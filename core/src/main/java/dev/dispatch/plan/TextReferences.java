package dev.dispatch.plan;

import dev.dispatch.expression.Parsed;
import dev.dispatch.expression.ReferenceUse;
import dev.dispatch.expression.Roots;
import dev.dispatch.expression.Template;
import dev.dispatch.json.Pointer;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Finds the references in a value as it stands in the file. A text that cannot be read is passed over: it was reported
 * where the value was compiled, and must not hide what is wrong with the others.
 */
public final class TextReferences {

    private final Roots roots;
    private final List<ReferenceUse> found = new ArrayList<>();

    private TextReferences(Roots roots) {
        this.roots = roots;
    }

    /** In the order of the document; none for a missing node. */
    public static List<ReferenceUse> in(JsonNode value, Pointer at, Roots roots) {
        TextReferences references = new TextReferences(roots);
        references.collect(value, at);
        return references.found;
    }

    private void collect(JsonNode node, Pointer at) {
        if (node.isObject()) {
            node.properties().forEach(member -> collect(member.getValue(), at.child(member.getKey())));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                collect(node.get(i), at.child(i));
            }
        } else if (node.isString()
                && node.stringValue().contains("${")
                && Template.parse(node.stringValue(), at, roots) instanceof Parsed.Ok<Template>(Template template)) {
            found.addAll(template.references());
        }
    }
}
