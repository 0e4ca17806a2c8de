package dev.dispatch.module;

import dev.dispatch.expression.ReferenceUse;
import dev.dispatch.expression.TemplateTree;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One part of a form as {@code module.json} writes it; an expression can give its text or its file, never its kind. */
public sealed interface PartTemplate {

    String name();

    /** Every reference in it. */
    List<ReferenceUse> references();

    /**
     * A plain field.
     *
     * @param value a text, or an array for several parts of that name
     */
    record Text(String name, TemplateTree value) implements PartTemplate {
        @Override
        public List<ReferenceUse> references() {
            return value.references();
        }
    }

    /**
     * A file.
     *
     * @param file its path, or an array for several parts of that name
     * @param filename what the service is told; null for the file's own name
     * @param type its media type; null for the usual one
     */
    record File(
            String name,
            TemplateTree file,
            @Nullable TemplateTree filename,
            @Nullable TemplateTree type) implements PartTemplate {
        @Override
        public List<ReferenceUse> references() {
            List<ReferenceUse> uses = new ArrayList<>(file.references());
            uses.addAll(filename == null ? List.of() : filename.references());
            uses.addAll(type == null ? List.of() : type.references());
            return uses;
        }
    }
}
