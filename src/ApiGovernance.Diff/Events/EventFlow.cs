using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Model;
using ApiGovernance.OpenApi.Model.Events;

namespace ApiGovernance.Diff.Events;

/// <summary>What goes one way on a channel: the messages of all its operations of one action.</summary>
/// <param name="Action">Null where no operation says who sends.</param>
internal sealed record EventFlow(string Address, EventAction? Action, IReadOnlyList<EventMessage> Messages, IReadOnlyList<EventOperation> Operations, ResolvedNode Place)
{
    private ApiOperation? _subject;

    /// <summary>Where findings, policies and waivers name an operation of an HTTP API, they name this: <c>SEND orders/created</c>.</summary>
    public ApiOperation Subject => _subject ??= SubjectOf(Verb, Address, Place);

    public string Verb => Action?.ToString().ToUpperInvariant() ?? "CHANNEL";

    /// <summary>To stand after the application: what it does.</summary>
    public string Does => Action switch
    {
        EventAction.Send => "sends",
        EventAction.Receive => "receives",
        _ => "has",
    };

    public static ApiOperation SubjectOf(string verb, string address, ResolvedNode place) => new()
    {
        Method = verb,
        Path = address,
        Tags = [],
        Parameters = [],
        Responses = [],
        Security = [],
        Node = place.Node,
        Pointer = place.Pointer,
        DocumentUri = place.DocumentUri,
    };
}
