package dev.dispatch.code;

import dev.dispatch.sdk.Action;
import dev.dispatch.sdk.ActionContext;
import dev.dispatch.sdk.ActionResult;
import dev.dispatch.sdk.Default;
import dev.dispatch.sdk.Description;
import dev.dispatch.sdk.DispatchModule;
import dev.dispatch.sdk.Effect;
import dev.dispatch.sdk.Length;
import dev.dispatch.sdk.Name;
import dev.dispatch.sdk.Pattern;
import dev.dispatch.sdk.Range;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A module whose actions answer what they are given, in every type that a component may have. */
@NullMarked
@DispatchModule(name = "every-type", version = "1.2.3")
public final class EveryType {

    record Plain(
            String text,
            char letter,
            boolean flag,
            byte tiny,
            short small,
            int whole,
            long big,
            BigInteger huge,
            float rough,
            double real,
            BigDecimal exact,
            URI uri,
            UUID uuid,
            Instant instant,
            OffsetDateTime offset,
            LocalDateTime local,
            LocalDate date,
            LocalTime time,
            Duration duration,
            Period period,
            byte[] bytes) {}

    record Absent(
            Optional<String> text,
            OptionalInt whole,
            OptionalLong big,
            OptionalDouble real,
            @Nullable String nothing,
            Optional<List<Integer>> list,
            @Default("20") @Range(min = 1, max = 100) int size,
            @Default("by-name") Order order,
            @Default("plain text") String note) {}

    enum Order {
        @Description("Sorted by the name.")
        BY_NAME,
        @Name("createdAt")
        BY_TIME
    }

    record Containers(
            List<String> list,
            Set<Order> set,
            int[] array,
            Plainest[] records,
            Map<String, List<Plainest>> map,
            JsonNode any,
            ObjectNode object,
            ArrayNode elements) {}

    record Plainest(@Name("given_name") String name) {}

    @Description("How it is paid.")
    sealed interface Payment {
        record Card(String number) implements Payment {}

        record BankTransfer(String iban, Optional<String> reference) implements Payment {}

        sealed interface Later extends Payment {
            @Name("invoice")
            record OnInvoice(@Default("30") int days) implements Later {}
        }
    }

    record Paid(Payment payment, List<Payment> others) {}

    record Tree(String name, List<Tree> children) {}

    record Page<T>(List<T> items, Optional<T> first) {}

    record Pages(Page<String> texts, Page<Plainest> records) {}

    record Limited(
            @Description("A currency, as ISO 4217 has it.") @Pattern("^[A-Z]{3}$")
            String currency,

            @Length(min = 1, max = 3) List<String> lines,
            @Length(max = 5) String name,
            @Range(min = 0.5) double amount) {}

    record Checked(@Name("amount_cents") int amount, Inner inner) {
        Checked {
            if (amount <= 0) {
                throw new IllegalArgumentException("amount must be above 0");
            }
        }
    }

    record Inner(List<Leaf> leaves) {}

    record Leaf(String name) {
        Leaf {
            if (name.equals("bad")) {
                throw new IllegalArgumentException("no leaf is called like that");
            }
            if (name.equals("broken")) {
                throw new IllegalStateException("a fault of the record");
            }
        }
    }

    record ApiKey(String key, Optional<Integer> tenant) {}

    @Action(name = "plain", description = "Answers what it is given.", effect = Effect.READ)
    ActionResult<Plain> plain(ActionContext<Void> context, Plain input) {
        return ActionResult.of(input);
    }

    @Action(name = "absent", description = "Answers what it is given.", effect = Effect.READ)
    ActionResult<Absent> absent(ActionContext<Void> context, Absent input) {
        return ActionResult.of(input);
    }

    @Action(name = "containers", description = "Answers what it is given.", effect = Effect.READ)
    ActionResult<Containers> containers(ActionContext<Void> context, Containers input) {
        return ActionResult.of(input);
    }

    @Action(name = "paid", description = "Answers what it is given.", effect = Effect.WRITE)
    ActionResult<Paid> paid(ActionContext<Void> context, Paid input) {
        return ActionResult.of(input);
    }

    @Action(name = "payment", description = "Answers what it is given.", effect = Effect.WRITE)
    ActionResult<Payment> payment(ActionContext<Void> context, Payment input) {
        return ActionResult.of(input);
    }

    @Action(name = "tree", description = "Answers what it is given.", effect = Effect.READ)
    ActionResult<Tree> tree(ActionContext<Void> context, Tree input) {
        return ActionResult.of(input);
    }

    @Action(name = "pages", description = "Answers what it is given.", effect = Effect.READ)
    ActionResult<Pages> pages(ActionContext<Void> context, Pages input) {
        return ActionResult.of(input);
    }

    @Action(name = "limited", description = "Answers what it is given.", effect = Effect.READ)
    ActionResult<Limited> limited(ActionContext<Void> context, Limited input) {
        return ActionResult.of(input);
    }

    @Action(name = "checked", description = "Answers what it is given.", effect = Effect.DELETE)
    ActionResult<Checked> checked(ActionContext<Void> context, Checked input) {
        return ActionResult.of(input);
    }

    @Action(name = "map", description = "Answers what it is given.")
    ActionResult<Map<String, Integer>> map(ActionContext<Void> context, Map<String, Integer> input) {
        return ActionResult.of(input);
    }

    @Action(name = "tree-node", description = "Answers what it is given.")
    ActionResult<JsonNode> treeNode(ActionContext<Void> context, ObjectNode input) {
        return ActionResult.of(input);
    }

    @Action(name = "log-in", description = "Answers what the key is.", effect = Effect.WRITE, credentialFlow = true)
    ActionResult<ApiKey> logIn(ActionContext<ApiKey> context) {
        context.activity("in " + context.step().id());
        return ActionResult.of(context.credential());
    }
}
