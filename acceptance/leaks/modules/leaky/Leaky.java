import dev.dispatch.sdk.Action;
import dev.dispatch.sdk.ActionContext;
import dev.dispatch.sdk.ActionException;
import dev.dispatch.sdk.ActionResult;
import dev.dispatch.sdk.DispatchModule;
import dev.dispatch.sdk.Effect;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Tells its secret wherever code can tell something. */
@DispatchModule(name = "leaky", version = "1.0.0")
public final class Leaky {

    record Account(String word) {}

    record Way(String way) {}

    record Told(String said) {}

    @Action(name = "tell", description = "Tell the secret.", effect = Effect.READ)
    ActionResult<Told> tell(ActionContext<Account> context, Way input) {
        String word = context.credential().word();
        String base64 = Base64.getEncoder().encodeToString(("ada:" + word).getBytes(StandardCharsets.UTF_8));
        System.out.println("printed " + word);
        System.out.print("in " + word.substring(0, 3));
        System.out.println(word.substring(3) + " parts");
        System.err.println("printed as an error " + base64);
        context.activity("activity " + word + " " + base64);
        context.progress("progress " + word + " " + base64);
        switch (input.way()) {
            case "throw" -> throw new IllegalStateException("thrown " + word, new RuntimeException("cause " + word));
            case "fail" -> throw new ActionException(
                    ActionException.Kind.FAILED, "REFUSED", "failed " + word, told(word));
            case "transient" -> throw new ActionException(
                    ActionException.Kind.TRANSIENT, "BUSY", "busy " + base64, told(word));
            default -> {}
        }
        return new ActionResult<>(told(word), new Told("said " + word), "detail " + word, told(word));
    }

    private static JsonNode told(String word) {
        ObjectNode told = JsonNodeFactory.instance.objectNode();
        told.put("note", "told " + word);
        told.put(word, true);
        told.putArray("list").add(word).add("{\"text\":\"" + word.replace("\\", "\\\\").replace("\"", "\\\"") + "\"}");
        return told;
    }
}
