using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Model.Events;
using ApiGovernance.OpenApi.Tests.Documents;

namespace ApiGovernance.OpenApi.Tests.Model;

public sealed class EventContractTests
{
    private static EventReadResult Read(string text) => EventContractReader.FromBytes("events.yaml", Texts.Utf8(text));

    [Fact]
    public void In_2_x_publish_is_what_others_do_so_the_application_receives()
    {
        EventReadResult result = Read(FullDocuments.AsyncApi2);

        result.Findings.ShouldBeEmpty();
        EventContract contract = result.Contract!;
        (contract.Format, contract.FormatVersion, contract.Title, contract.Version, contract.Id, contract.DefaultContentType).ShouldBe(
            (EventFormat.AsyncApi2, "2.6.0", "T", "1", "urn:a", "application/json"));
        contract.Operations.Select(o => $"{o.Name} {o.Action} {o.Channel.Name} [{string.Join(',', o.Messages.Select(m => m.Name))}] {o.Summary} {o.Pointer}").ShouldBe(
        [
            "take Receive orders/{id} [order,other] s /channels/orders~1{id}/publish",
            "give Send orders/{id} [order] from trait /channels/orders~1{id}/subscribe",
        ]);
        EventChannel channel = contract.Channels.ShouldHaveSingleItem();
        (channel.Address, channel.Description, channel.Servers[0], channel.Messages.Count).ShouldBe(("orders/{id}", "d", "main", 2));
        channel.Parameters.Select(p => $"{p.Name} {p.Description} {p.Schema!.Pointer} {p.Location}").ShouldBe(
            ["id i /channels/orders~1{id}/parameters/id/schema $message.payload#/id"]);
        EventServer server = contract.Servers.ShouldHaveSingleItem();
        (server.Name, server.Address, server.Protocol, server.Variables[0].Default, server.Security[0]).ShouldBe(("main", "broker:{port}", "kafka", "9092", "sasl"));
    }

    [Fact]
    public void Traits_are_merged_by_the_rule_of_their_version()
    {
        EventMessage two = Read(FullDocuments.AsyncApi2).Contract!.Messages.First();
        (two.Title, two.ContentType, two.CorrelationId, two.Tags[0], two.Examples.Count).ShouldBe(("trait", "application/json", "$message.header#/cid", "m", 1));
        two.Headers.Select(h => h.Pointer).ShouldBe(["/components/messageTraits/M/headers", "/components/messages/Order/headers"]);
        two.Payload!.Node["$ref"]!.Text.ShouldBe("#/components/schemas/Order");

        EventMessage three = Read(FullDocuments.AsyncApi3).Contract!.Messages.First();
        (three.Title, three.Summary, three.Headers.Count).ShouldBe(("own", "trait", 2));
    }

    [Fact]
    public void In_3_x_operations_say_what_they_do_and_may_be_answered()
    {
        EventReadResult result = Read(FullDocuments.AsyncApi3);

        result.Findings.Select(f => $"{f.Severity} {f.RuleId} {f.Source!.Line}").ShouldBe(["Info events-payload-not-checked 11"]);
        EventContract contract = result.Contract!;
        contract.Operations.Select(o => $"{o.Name} {o.Action} {o.Channel.Name} [{string.Join(',', o.Messages.Select(m => m.Name))}] {o.Summary} {o.Description}").ShouldBe(
            ["take Receive orders [order] from trait d", "give Send orders [order,raw] own d"]);
        EventReply reply = contract.Operations[0].Reply!;
        (reply.Channel!.Name, reply.AddressLocation, reply.Messages[0].Name).ShouldBe(("replies", "$message.header#/replyTo", "done"));
        contract.Channels.Select(c => $"{c.Name} {c.Address} {string.Join(',', c.Servers)}").ShouldBe(["orders orders.{id} main", "replies  "]);
        contract.Channels[0].Parameters[0].ShouldSatisfyAllConditions(p => p.Enum.ShouldBe(["a", "b"]), p => p.Default.ShouldBe("a"));
        EventMessage raw = contract.Channels[0].Messages[1];
        (raw.SchemaFormat, raw.IsPayloadChecked, raw.Payload!.Pointer).ShouldBe(
            ("application/vnd.apache.avro;version=1.9.0", false, "/channels/orders/messages/raw/payload/schema"));
        (contract.Servers[0].Address, contract.Servers[0].Security[0], contract.Tags[0]).ShouldBe(("broker:9092/v", "sasl", "a"));
    }

    public static TheoryData<string, string> Bad => new()
    {
        { "events-version-missing", "§openapi: 3.1.0" },
        { "events-version-unknown", "asyncapi: §1.2.0" },
        { "events-info", "asyncapi: 3.0.0\ninfo: §{title: T}\nchannels: {a: {address: a}}" },
        { "events-no-channels", "asyncapi: 3.0.0\ninfo: {title: T, version: '1'}\nchannels: §{}" },
        { "events-shape", "asyncapi: 3.0.0\ninfo: {title: T, version: '1'}\nchannels: {a: §12, b: {address: b}}" },
        { "events-operation", "asyncapi: 3.0.0\ninfo: {title: T, version: '1'}\nchannels: {a: {address: a}}\noperations: {o: {action: §publish, channel: {$ref: '#/channels/a'}}}" },
        { "events-operation", "asyncapi: 3.0.0\ninfo: {title: T, version: '1'}\nchannels: {a: {address: a}}\noperations: {o: {action: send, channel: §{$ref: '#/info'}}}" },
        {
            "events-operation-message",
            "asyncapi: 3.0.0\ninfo: {title: T, version: '1'}\nchannels: {a: {address: a}}\noperations: {o: {action: send, channel: {$ref: '#/channels/a'}, messages: [§{$ref: '#/components/messages/M'}]}}\ncomponents: {messages: {M: {}}}"
        },
        { "events-parameter", "asyncapi: 2.6.0\ninfo: {title: T, version: '1'}\nchannels: {§'a/{b}': {}}" },
        { "events-server", "asyncapi: 2.6.0\ninfo: {title: T, version: '1'}\nchannels: {a: {servers: [§x]}}" },
        { "events-server", "asyncapi: 3.0.0\ninfo: {title: T, version: '1'}\nservers: {s: §{protocol: amqp}}\nchannels: {a: {address: a}}" },
        { "events-duplicate-id", "asyncapi: 2.6.0\ninfo: {title: T, version: '1'}\nchannels: {a: {publish: {operationId: x}, subscribe: {operationId: §x}}}" },
        { "events-correlation", "asyncapi: 2.6.0\ninfo: {title: T, version: '1'}\nchannels: {a: {publish: {message: {correlationId: {location: §header}}}}}" },
        { "events-payload-not-checked", "asyncapi: 2.6.0\ninfo: {title: T, version: '1'}\nchannels: {a: {publish: {message: {schemaFormat: application/x-protobuf, payload: §{}}}}}" },
        { "events-security-undeclared", "asyncapi: 2.6.0\ninfo: {title: T, version: '1'}\nservers: {s: {url: u, protocol: p, security: [{§k: []}]}}\nchannels: {a: {}}" },
        { "reference-unresolved", "asyncapi: 2.6.0\ninfo: {title: T, version: '1'}\nchannels: {a: {publish: {message: {$ref: §'#/components/messages/Nope'}}}, b: {}}" },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public void What_is_wrong_is_told_at_its_place_and_the_rest_is_read(string id, string marked)
    {
        string before = marked[..marked.IndexOf('§', StringComparison.Ordinal)];
        string place = $"{before.Count(c => c == '\n') + 1}:{before.Length - before.LastIndexOf('\n')}";

        EventReadResult result = Read(marked.Replace("§", "", StringComparison.Ordinal));

        Finding finding = result.Findings.FirstOrDefault(f => f.RuleId == id && $"{f.Source!.Line}:{f.Source.Column}" == place)
            .ShouldNotBeNull($"{place}\n{string.Join('\n', result.Findings)}");
        DocumentFindingDefinition definition = DocumentFindingCatalog.Find(id)!;
        (finding.Severity, result.IsFatal).ShouldBe((definition.Severity, definition.IsFatal));
        finding.Fix.ShouldNotBeNullOrEmpty();
        if (!result.IsFatal && id != "events-no-channels")
            result.Contract!.Channels.ShouldNotBeEmpty();
    }

    [Fact]
    public void Every_finding_about_events_has_an_example() =>
        DocumentFindingCatalog.All.Select(d => d.Id).Where(i => i.StartsWith("events-", StringComparison.Ordinal)).Except(Bad.Select(row => row.Data.Item1)).ShouldBeEmpty();
}
