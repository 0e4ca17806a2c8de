package dev.dispatch.module;

import dev.dispatch.job.ActionKey;
import dev.dispatch.sdk.Effect;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * An action: what it takes, what it gives and how it is carried out. Schemas are JSON Schema 2020-12.
 *
 * @param effect null where the module does not say; policies then count it as {@link Effect#DELETE}
 * @param exportsSchema null where the action exports nothing or does not say
 * @param credentialSchema null where the action takes no credential
 * @param responseSchema null where the action does not say
 * @param credentialFlow whether the effect is a session, so that a resume may repeat it
 */
public record ActionDefinition(
        ActionKey key,
        String description,
        @Nullable Effect effect,
        ObjectNode inputSchema,
        @Nullable ObjectNode exportsSchema,
        @Nullable ObjectNode credentialSchema,
        @Nullable ObjectNode responseSchema,
        boolean credentialFlow,
        ActionBody body) {}
