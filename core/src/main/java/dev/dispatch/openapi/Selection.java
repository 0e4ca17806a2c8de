package dev.dispatch.openapi;

import java.util.List;

/**
 * Which operations are imported: those that an include matches (all where there is none) and no exclude. A pattern
 * that begins with {@code /} is compared with the path, one of the form {@code GET /pets} with method and path, any
 * other with the tags, the operationId and the action's name. {@code *} stands for any characters, {@code /} included;
 * everything else is compared exactly.
 */
public record Selection(List<String> include, List<String> exclude) {

    /** Every operation. */
    public static final Selection ALL = new Selection(List.of(), List.of());

    public Selection {
        include = List.copyOf(include);
        exclude = List.copyOf(exclude);
    }
}
