package dev.dispatch.plan;

import dev.dispatch.Mutations;
import dev.dispatch.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import tools.jackson.databind.JsonNode;

/** A good job that has every member, and jobs with one fault or several made from it. */
@NullMarked
final class BadJobs {

    /** What the good job needs: single quotes stand for double ones. */
    static final String SHOP = """
            {'name': 'shop', 'version': '1.2.0', 'http': {'baseUrl': 'http://shop.test'}, 'actions': {
              'get-item': {'description': 'd', 'request': {'method': 'GET', 'path': '/items/${input.sku}'},
                'input': {'type': 'object', 'required': ['sku'], 'additionalProperties': false, 'properties': {
                  'sku': {'type': 'string'}, 'size': {'enum': ['small', 'large']}, 'count': {'type': 'integer'},
                  'gift': {'type': 'boolean'}, 'wait': {'type': 'string',
                    'pattern': '^([0-9]{1,10}ms|[0-9]{1,7}s|[0-9]{1,6}m|[0-9]{1,4}h)$',
                    'description': '<n>ms, <n>s, <n>m or <n>h'}}},
                'credential': {'type': 'object', 'required': ['token'], 'additionalProperties': false,
                  'properties': {'token': {'type': 'string'}, 'user': {'type': 'string'}}},
                'exports': {'price': '$.price', 'itemName': '$.name'},
                'responseSchema': {'type': 'object', 'additionalProperties': false, 'properties': {
                  'price': {'type': 'number'}, 'name': {'type': 'string'}, 'maker': {'type': 'object',
                    'additionalProperties': false, 'properties': {'city': {'type': 'string'}}}}}}}}""";

    private static final String GOOD = """
            {'schemaVersion': 1, 'jobType': 'order', 'description': 'd',
             'inputs': {'sku': {'type': 'string', 'default': 'a', 'enum': ['a', 'bcd'], 'required': false,
                 'description': 'd', 'secret': false},
               'amount': {'type': 'integer', 'default': 1}, 'ratio': {'type': 'number', 'default': 1.5},
               'fast': {'type': 'boolean', 'default': true}, 'options': {'type': 'object', 'default': {'a': 1}},
               'list': {'type': 'array', 'default': [1]}},
             'http': {'baseUrl': 'http://api.test', 'timeout': '5s', 'defaultHeaders': {'x-client': 'c'},
               'proxy': {'url': 'http://proxy.test:3128', 'username': 'u', 'password': 'p', 'bypass': ['a.test']}},
             'credentials': {'shop': {'fromEnv': {'token': 'SHOP_TOKEN'}}},
             'dependencies': {'modules': [{'name': 'shop', 'version': '^1.0.0'}],
               'memory': [{'namespace': 'shop', 'key': 'session', 'fill': {'module': 'shop', 'job': 'login'}}],
               'http': {'required': ['baseUrl']}},
             'scenario': {'steps': [
               {'id': 'get', 'action': 'shop.get-item', 'credential': 'shop',
                 'payload': {'sku': '${input.sku}', 'size': 'small', 'count': 1, 'gift': true, 'wait': '1s'},
                 'capture': {'price': 'exports.price', 'city': 'response.maker.city'},
                 'result': '${response.name}', 'when': {'path': '$.input.fast', 'op': 'eq', 'value': true},
                 'expect': [{'path': '$.price', 'op': 'gte', 'value': 0},
                   {'mode': 'ANY', 'rules': [{'path': '$.name', 'op': 'type', 'value': 'string'},
                     {'path': '$.maker', 'op': 'exists'}, {'path': '$.name', 'op': 'length_gte', 'value': 1},
                     {'path': '$.name', 'op': 'in', 'value': ['a']}, {'path': '$', 'op': 'schema', 'value': {}},
                     {'path': '$.name', 'op': 'regex', 'value': '^a'}]}],
                 'atRelative': '0s'},
               {'id': 'wait', 'action': 'flow.sleep', 'payload': {'duration': '1s'},
                 'atAbsolute': '2020-01-31T08:00:00Z'},
               {'id': 'poll', 'action': 'flow.poll', 'payload': {'action': 'http.request',
                 'payload': {'method': 'GET', 'path': '/x', 'timeout': '5s'}, 'intervalMs': 300,
                 'maxDurationMs': 2000, 'conditions': {'path': '$.body.ok', 'op': 'eq', 'value': true},
                 'store': {'seen': '$.body'}}},
               {'id': 'both', 'parallel': 2, 'timeout': '1m', 'steps': [
                 {'id': 'left', 'action': 'flow.log', 'payload': {'message': 'l'}},
                 {'id': 'right', 'action': 'flow.log', 'payload': {'message': 'r'}}],
                 'result': '${response.left.message}'},
               {'id': 'each', 'forEach': {'items': '${input.list}', 'as': 'entry', 'maxConcurrency': 2, 'maxItems': 10},
                 'continueOnError': true, 'action': 'flow.log', 'payload': {'message': '${entry} ${index}'},
                 'retry': {'maxAttempts': 2, 'initialDelay': '1ms', 'multiplier': 1.5, 'maxDelay': '10s', 'jitter': false,
                   'maxElapsed': '9s', 'on': ['transient', '5xx', 503], 'unsafe': false, 'respectRetryAfter': true}},
               {'id': 'pages', 'repeat': {'while': {'path': '$.index', 'op': 'lt', 'value': 2}, 'maxTimes': 3,
                   'delay': '1ms', 'onLimit': 'stop'},
                 'action': 'flow.log', 'payload': {'message': '${previous.message:-none}'}},
               {'action': 'flow.log', 'payload': {'message':
                 '${run.price} ${run.city} ${run.seen} ${step.get.result:-x} ${step.poll.response.matched} ${input.amount}'}},
               {'action': 'flow.log', 'payload': {'message': '${input.ratio} ${input.list} ${input.options.a}'}}],
               'finally': [{'id': 'end', 'action': 'flow.log', 'payload': {'message': '${step.get.status:-x}'}}],
               'timeout': '5m'},
             'outputs': {'price': '${step.get.exports.price:-0}', 'text': 'v ${step.wait.response.slept}'},
             'verification': {'path': '$.summary.status', 'op': 'eq', 'value': 'SUCCESS'},
             'metadata': {'any': [1]}, 'x-note': null, '$schema': 'job.schema.json'}""";

    /** Each line: place of a text in the good job, and another text for it. */
    private static final List<String> SLIPS = List.of(
            "'duration': '1s' -> 'duration': '500 ms'",
            "'duration': '1s' -> 'duration': '1.5s'",
            "'duration': '1s' -> 'duration': '5'",
            "'duration': '1s' -> 'duration': 5",
            "'duration': '1s' -> 'duration': 'soon'",
            "'timeout': '5s', 'def -> 'timeout': '5 sec', 'def",
            "'timeout': '5s', 'def -> 'timeout': '0s', 'def",
            "'atRelative': '0s' -> 'atRelative': '2 minutes'",
            "'atRelative': '0s' -> 'atRelative': '1d'",
            "T08:00:00Z -> T08:00Z",
            "2020-01-31T -> 2020-01-31 ",
            "T08:00:00Z -> T08:00:00",
            "'schemaVersion': 1, -> 'schemaVersion': '1',",
            "'schemaVersion': 1, -> 'schemaVersion': 0,",
            "'schemaVersion': 1, -> 'schemaVersion': 2,",
            "'schemaVersion': 1, -> ",
            "'scenario': -> 'scenrio':",
            "'payload': {'sku' -> 'paylaod': {'sku'",
            "'payload': {'sku' -> 'payload': {'skuu'",
            "'capture': -> 'capure':",
            "'expect': -> 'exepct':",
            "'fromEnv': -> 'fromenv':",
            "'http': {'baseUrl' -> 'htttp': {'baseUrl'",
            "'id': 'get' -> 'id': 'get item'",
            "'id': 'wait' -> 'id': 'wait a bit'",
            "'id': 'wait' -> 'id': 'step_2'",
            "'id': 'wait' -> 'id': 'step_9'",
            "'id': 'wait' -> 'id': 'get'",
            "'id': 'poll' -> 'id': 5",
            "'shop.get-item' -> 'shop.get-itm'",
            "'shop.get-item' -> 'shp.get-item'",
            "'shop.get-item' -> 'get-item'",
            "'shop.get-item' -> 'payments.charge'",
            "'credential': 'shop' -> 'credential': 'shp'",
            "'credential': 'shop', -> ",
            "'flow.sleep', -> 'flow.sleep', 'credential': 'shop',",
            "'fromEnv': {'token' -> 'fromEnv': {'tokn'",
            "'SHOP_TOKEN' -> '${env.SHOP_TOKEN}'",
            "'SHOP_TOKEN' -> '$SHOP_TOKEN'",
            "'SHOP_TOKEN' -> 'a b'",
            "'exports.price', 'city' -> 'exports.pric', 'city'",
            "'exports.price', 'city' -> '${exports.price}', 'city'",
            "'exports.price', 'city' -> '$.exports.price', 'city'",
            "'exports.price', 'city' -> 'price', 'city'",
            "'exports.price', 'city' -> 'exports.nothing', 'city'",
            "response.maker.city -> response.makr.city",
            "'result': '${response.name}' -> 'result': '${response.nam}'",
            "'result': '${response.name}' -> 'result': 'a ${respnse.name} b'",
            "'size': 'small' -> 'size': 'smal'",
            "'size': 'small' -> 'size': 'huge'",
            "'count': 1 -> 'count': '1'",
            "'gift': true -> 'gift': 'true'",
            "'gift': true -> 'gift': 'yes'",
            "'wait': '1s' -> 'wait': '1 s'",
            "'${input.sku}' -> 5",
            "'${input.sku}' -> '${input.skuu}'",
            "'${input.sku}' -> '${inputs.sk}'",
            "'${input.sku}' -> '${input.sku'",
            "'${input.sku}' -> 'x ${inptu.sku}'",
            "'${input.sku}' -> '${input.sku.x}'",
            "'${input.sku}' -> '${input[0]}'",
            "'${input.sku}' -> '${uid()}'",
            "'${input.sku}' -> '${sum(1,)}'",
            "'${input.sku}' -> '${}'",
            "'${input.sku}' -> '${env.NOT_THERE}'",
            "'${input.sku}' -> '${credential.shp.token}'",
            "'${input.sku}' -> '${credential.shop.tokn}'",
            "'${input.sku}' -> '${response.x}'",
            "'${input.sku}' -> '${jsonpath(input.list, $[0)}'",
            "'${input.sku}' -> '${jsonpath(input.options, $.a-b)}'",
            "'${input.sku}' -> '${inptu.sku} and ${oops()} and ${input.amuont}'",
            "${step.poll.response.matched} -> ${step.pol.response.matched}",
            "${step.poll.response.matched} -> ${step.poll.respnse.matched}",
            "${step.poll.response.matched} -> ${step.poll.response.mached}",
            "${step.poll.response.matched} -> ${jsonpath(step:pol, $.matched)}",
            "${step.poll.response.matched} -> ${step.poll.result}",
            "'duration': '1s' -> 'duration': '${step.poll.status}'",
            "'${step.get.exports.price:-0}' -> '${steps.gett.exports.price}'",
            "'${step.get.exports.price:-0}' -> '${step.get.exports.prise}'",
            "v ${step.wait.response.slept} -> v ${step.wait.response.slpt} w",
            "'op': 'gte' -> 'op': '>='",
            "'op': 'gte' -> 'op': 'get'",
            "'op': 'gte' -> 'op': 'between'",
            "'op': 'exists' -> 'op': 'exists', 'value': true",
            "'op': 'exists' -> 'op': 'exists', 'value': false",
            "'value': ['a'] -> 'value': 'a'",
            "'value': ['a'] -> 'vlaue': ['a']",
            "'value': 'string' -> 'value': 'strng'",
            "'value': 1} -> 'value': '1'}",
            "'value': '^a' -> 'value': '(?=a)'",
            "'value': '^a' -> 'value': '('",
            "'mode': 'ANY' -> 'mode': 'any'",
            "'mode': 'ANY' -> 'mode': 'NONE'",
            "'rules': -> 'ruels':",
            "$.maker' -> $.mak-er'",
            "$.maker' -> maker'",
            "$.maker' -> $.a[?(@.b=1)]'",
            "$.maker' -> ${input.sku}'",
            "'seen': '$.body' -> 'seen': 'body'",
            "'seen': -> 'runId':",
            "'type': 'boolean', 'default': true -> 'type': 'boolen', 'default': true",
            "'type': 'boolean', 'default': true -> 'type': 'bool', 'default': true",
            "'type': 'boolean', 'default': true -> 'type': 'boolean', 'default': 'true'",
            "'default': 'a' -> 'default': 'bc'",
            "'default': 'a' -> 'default': '${env.A}'",
            "'required': false -> 'required': 'false'",
            "'x-client': 'c' -> 'x-client': 5",
            "'name': 'shop', 'ver -> 'name': 'shp', 'ver",
            "'^1.0.0' -> '^2.0.0'",
            "'^1.0.0' -> 'one'",
            "'namespace': 'shop' -> 'namespace': 'Shop'",
            "'key': 'session' -> 'key': 'other'",
            "'job': 'login' -> 'job': 'logn'",
            "'job': 'login' -> 'job': 'other'",
            "'required': ['baseUrl'] -> 'required': ['baseurl']",
            "'http.request', -> 'http.reqest',",
            "'http.request', -> 'flow.poll',",
            "'http.request', -> '${input.sku}',",
            "'method': 'GET', 'path' -> 'metod': 'GET', 'path'",
            "'intervalMs': 300 -> 'intervalMs': '300'",
            "'intervalMs': 300 -> 'intervalMs': 100",
            "'path': '/x', -> ",
            "'conditions': -> 'condition':",
            "'http://api.test' -> 'api.test'",
            "'http://api.test' -> '${run.x}'",
            "'baseUrl': 'http://api.test' -> 'baseUrl': 'http://api.test', 'auth': {}",
            "'baseUrl': 'http://api.test' -> 'baseUrl': 'http://api.test', 'auth': 'bearer'",
            "'baseUrl': 'http://api.test' -> 'baseUrl': 'http://api.test', 'auth': null",
            "'baseUrl': 'http://api.test' -> 'baseUrl': 'http://api.test', 'auth': ['none']",
            "'baseUrl': 'http://api.test' -> 'baseUrl': 'http://api.test', 'auth': {'type': 'berer', 'token': 't'}",
            "'baseUrl': 'http://api.test' -> 'baseUrl': 'http://api.test', 'auth': {'type': 'bearer', 'token': ''}",
            "'baseUrl': 'http://api.test' -> 'baseUrl': 'http://api.test', 'auth': {'type': 'bearer', 'tokn': 't'}",
            "'baseUrl': 'http://api.test' -> 'baseUrl': 'http://api.test', 'auth': {'type': 'bearer', 'token': 5}",
            "'baseUrl': 'http://api.test' -> 'baseUrl': 'http://api.test', 'auth': {'type': 'none', 'token': 't'}",
            "'baseUrl': 'http://api.test' -> 'baseUrl': 'http://api.test', 'auth': {'type': 'basic', 'username': 'u'}",
            "'baseUrl': 'http://api.test' -> 'baseUrl': 'http://api.test', 'auth': {'type': 'api-key', 'name': 'k',"
                    + " 'value': 'v', 'in': 'cookie'}",
            "'baseUrl': 'http://api.test' -> 'baseUrl': 'http://api.test', 'auth': {'type':"
                    + " 'oauth2-client-credentials', 'tokenUrl': 'http://a.test/t', 'clientId': 'c', 'clientSecret': 's',"
                    + " 'authStyle': 'basic'}",
            "'baseUrl': 'http://api.test' -> 'baseUrl': 'http://api.test', 'auth': {'type': 'aws-sigv4', 'region': 'r',"
                    + " 'service': 's3', 'accessKeyId': 'a', 'secretAccessKey': '${env.NOT_THERE}'}",
            "'baseUrl': 'http://api.test' -> 'baseUrl': 'http://api.test', 'tls': {'key': 'k'}",
            "'baseUrl': 'http://api.test' -> 'baseUrl': 'http://api.test', 'tls': {'cert': 'k'}",
            "'baseUrl': 'http://api.test' -> 'baseUrl': 'http://api.test', 'tls': {'insecure': 'true'}",
            "'baseUrl': 'http://api.test' -> 'baseUrl': 'http://api.test', 'tls': {'keyPassword': 'x'}",
            "'baseUrl': 'http://api.test' -> 'baseUrl': 'http://api.test', 'proxy': {'username': 'u'}",
            "'baseUrl': 'http://api.test' -> 'baseUrl': 'http://api.test', 'proxy': ['http://p:1']",
            "'jobType': 'order' -> 'jobType': 'order', 'jobType': 'order'",
            "'jobType': 'order' -> 'jobType': 5",
            "'jobType': 'order' -> 'jobType': '${input.sku}'",
            "'action': 'flow.sleep' -> 'action': 'Flow.Sleep'",
            "'action': 'flow.sleep' -> 'action': 'memory.store'",
            "'action': 'flow.sleep' -> 'actoin': 'flow.sleep'",
            "{'duration': '1s'} -> {'duration': '1s', '${input.sku}': 1}",
            "{'id': 'wait', -> {'id': 'wait', 'retry': {}, ",
            "'parallel': 2 -> 'paralel': 2",
            "'parallel': 2 -> 'parallel': 'yes'",
            "'parallel': 2 -> 'parallel': '2'",
            "'parallel': 2 -> 'parallel': 0",
            "'parallel': 2 -> 'parallel': false",
            "'id': 'each', -> 'id': 'each', 'parallel': true,",
            "'steps': [{'id': 'left' -> 'stepz': [{'id': 'left'",
            "'timeout': '1m', 'steps' -> 'action': 'flow.log', 'steps'",
            "'timeout': '1m', 'steps' -> 'payload': {}, 'credential': 'shop', 'steps'",
            "'timeout': '1m', -> 'timeout': '1 m',",
            "'timeout': '1m', -> 'timeout': '0s',",
            "'message': 'r' -> 'message': '${step.left.status}'",
            "'message': 'r' -> 'message': '${step.right.status}'",
            "'message': 'r' -> 'message': '${step.both.status}'",
            "${response.left.message} -> ${response.lefft.message}",
            "${response.left.message} -> ${response.left.mesage}",
            "'${input.list}', 'as' -> '${input.list} ', 'as'",
            "'${input.list}', 'as' -> 'list', 'as'",
            "'${input.list}', 'as' -> '${input.lisst}', 'as'",
            "'${input.list}', 'as' -> '${entry}', 'as'",
            "'items': '${input.list}', 'as' -> 'as'",
            "'as': 'entry' -> 'as': 'step'",
            "'as': 'entry' -> 'as': 'an entry'",
            "'maxConcurrency': 2 -> 'maxConcurency': 2",
            "'maxConcurrency': 2 -> 'maxConcurrency': 501",
            "${entry} -> ${entri}",
            "'id': 'each', -> 'id': 'each', 'capture': {'c': 'response.message'},",
            "'multiplier': 1.5 -> 'multiplier': 0.5",
            "'initialDelay': '1ms' -> 'initialDelay': '1'",
            "'initialDelay': '1ms' -> 'intialDelay': '1ms'",
            "'on': ['transient', -> 'on': ['trasient',",
            "'5xx', 503 -> '6xx', 99",
            "'on': ['transient', '5xx', 503] -> 'on': []",
            "'maxAttempts': 2 -> 'maxAttempts': 0",
            "'maxTimes': 3, -> ",
            "'maxTimes': 3, -> 'maxTimes': '3',",
            "'onLimit': 'stop' -> 'onLimit': 'end'",
            "'path': '$.index' -> 'path': '$.message'",
            "'path': '$.index' -> 'path': '$.indx'",
            "'path': '$.input.fast' -> 'path': '$.fast'",
            "'repeat': {'while' -> 'forEach': {'items': []}, 'repeat': {'while'",
            "'repeat': {'while' -> 'reepat': {'while'",
            "'continueOnError': true -> 'continueOnError': 'true'",
            "'finally': -> 'finaly':",
            "'timeout': '5m'} -> 'timeout': '5 min'}");

    private BadJobs() {}

    static JsonNode good() {
        return Json.parse(Checking.json(GOOD));
    }

    /** As JSON texts. */
    static List<String> all() {
        List<String> jobs = new ArrayList<>(slips());
        Mutations.of(good()).stream().map(Json::pretty).forEach(jobs::add);
        return jobs;
    }

    /** The faults that people and agents make. */
    static List<String> slips() {
        List<String> jobs = new ArrayList<>();
        for (String slip : SLIPS) {
            int arrow = slip.indexOf(" -> ");
            String from = slip.substring(0, arrow);
            if (!GOOD.contains(from)) {
                continue;
            }
            jobs.add(Checking.json(GOOD.replace(from, slip.substring(arrow + 4))));
        }
        jobs.add(Checking.json(GOOD.replace("'op': 'gte'", "'op': '>='")
                .replace("'shop.get-item'", "'shop.get-itm'")
                .replace("'duration': '1s'", "'duration': '1 sec'")
                .replace("'capture':", "'capure':")
                .replace("${step.poll.response.matched}", "${step.pol.response.matched}")));
        return jobs;
    }
}
