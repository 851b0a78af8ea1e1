using System.Text;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Model.Events;

namespace ApiGovernance.Diff.Tests.Events;

/// <summary>Small event contracts, and the comparison of two.</summary>
internal static class EventContracts
{
    /// <summary>An application that sends one kind of message and receives another, which it answers.</summary>
    public const string Orders = """
        asyncapi: 3.0.0
        info: {title: Orders, version: '1'}
        servers:
          prod: {host: broker.example.com, protocol: kafka, security: [{$ref: '#/components/securitySchemes/password'}]}
          test: {host: test.example.com, protocol: kafka}
        channels:
          created:
            address: orders/{region}/created
            parameters:
              region: {enum: [eu, us], location: '$message.payload#/region'}
            messages:
              OrderCreated: {$ref: '#/components/messages/OrderCreated'}
            bindings: {kafka: {partitions: 3, bindingVersion: '0.5.0'}}
          cancel:
            address: orders/cancel
            messages:
              CancelOrder: {payload: {type: object, required: [id], properties: {id: {type: string}, why: {enum: [late, wrong]}}}}
          cancelled:
            address: orders/cancelled
            messages:
              Cancelled: {payload: {type: object, required: [done], properties: {done: {type: boolean}}}}
        operations:
          sendCreated: {action: send, channel: {$ref: '#/channels/created'}}
          takeCancel:
            action: receive
            channel: {$ref: '#/channels/cancel'}
            reply: {channel: {$ref: '#/channels/cancelled'}}
        components:
          securitySchemes:
            password: {type: userPassword, description: Ask us.}
            key: {type: apiKey, in: user}
          messages:
            OrderCreated:
              contentType: application/json
              correlationId: {location: '$message.header#/trace'}
              headers: {type: object, required: [trace], properties: {trace: {type: string}}}
              payload: {type: object, required: [id], properties: {id: {type: string}, status: {enum: [open, paid]}, region: {type: string}}}
        """;

    public static EventContract Read(string text, string name = "events.yaml")
    {
        EventReadResult read = EventContractReader.FromBytes(name, Encoding.UTF8.GetBytes(text));
        return read.Contract.ShouldNotBeNull(string.Join("\n", read.Findings.Select(finding => finding.Message)));
    }

    /// <summary>The text with a part replaced, which must be there.</summary>
    public static string With(string text, string part, string other)
    {
        text.ShouldContain(part);
        return text.Replace(part, other, StringComparison.Ordinal);
    }

    /// <summary>Compares twice: a result that differs from run to run fails every test. What is said of the version is left out.</summary>
    public static DiffResult Compare(string before, string after, DiffOptions? options = null)
    {
        DiffResult result = EventDiff.Compare(Read(before), Read(after), CompatibilityPolicy.Default, options);
        EventDiff.Compare(Read(before), Read(after), CompatibilityPolicy.Default, options).Findings.Select(finding => finding.ToString()).ShouldBe(result.Findings.Select(finding => finding.ToString()));
        return result with { Findings = [.. result.Findings.Where(finding => !finding.RuleId.StartsWith("api-version-", StringComparison.Ordinal))] };
    }

    public static DiffResult CompareSchemas(string before, string after, EventView view) =>
        SchemaDiff.Compare(Bundle(before, "order.schema.json"), Bundle(after, "order.schema.json"), view, CompatibilityPolicy.Default);

    public static DocumentBundle Bundle(string text, string name) => DocumentBundle.FromBytes(name, Encoding.UTF8.GetBytes(text));

    public static string[] Ids(DiffResult result) => [.. result.Findings.Concat(result.NotCompared).Select(finding => $"{finding.Severity.ToString()[0]}:{finding.RuleId}").Distinct().Order(StringComparer.Ordinal)];

    public static Finding Only(DiffResult result, string id) => result.Findings.Where(finding => finding.RuleId == id).ShouldHaveSingleItem();
}
