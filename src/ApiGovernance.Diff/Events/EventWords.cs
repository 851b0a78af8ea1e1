using ApiGovernance.Diff.Comparison;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Model.Events;

namespace ApiGovernance.Diff.Events;

/// <summary>How events are spoken of. The rules of schemas speak of requests and answers.</summary>
internal static class EventWords
{
    private static readonly (string Said, string Meant)[] Verbs =
    [
        ("may return ", "may carry "), ("no longer returns ", "no longer carries "), ("always returns ", "always carries "), ("returns ", "carries "),
    ];

    /// <summary>The sentence begins with what is done.</summary>
    public static string Of(string sentence)
    {
        foreach ((string said, string meant) in Verbs)
        {
            if (sentence.StartsWith(said, StringComparison.Ordinal))
                return meant + sentence[said.Length..];
        }

        return sentence;
    }

    /// <summary>What stands for the request line: <c>event OrderCreated on orders/created</c>.</summary>
    public static string Line(string message, string address) => $"event {message} on {address}";

    /// <summary>A message that flowed and does not any more.</summary>
    public static Proof Gone(EventFlow flow, EventMessage? message)
    {
        string line = message is null ? $"event on {flow.Address}" : Line(message.Name, flow.Address);
        bool isTaken = flow.Action == EventAction.Receive;
        return new Proof(
            isTaken ? $"{line} was taken and is not taken any more" : $"{line} was sent and is not sent any more",
            new WitnessExchange { IsRequest = isTaken, RequestLine = line, Reason = isTaken ? "The revision does not take it." : "The revision does not send it." });
    }
}
