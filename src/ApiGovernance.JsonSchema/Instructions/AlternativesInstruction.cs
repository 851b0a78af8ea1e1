using ApiGovernance.JsonSchema.Evaluation;

namespace ApiGovernance.JsonSchema.Instructions;

/// <summary>anyOf and oneOf.</summary>
internal sealed class AlternativesInstruction(SchemaNode site, bool exactlyOne, SchemaNode[] nodes)
    : Instruction(site, exactlyOne ? "oneOf" : "anyOf")
{
    public bool ExactlyOne { get; } = exactlyOne;

    public SchemaNode[] Nodes { get; } = nodes;

    public override bool ForgetsEvaluated => true;

    public override bool Run(ref Evaluator e, int token, bool track)
    {
        int matches = 0;
        foreach (SchemaNode node in Nodes)
        {
            if (!e.Test(node, token, track))
                continue;
            matches++;
            if (ExactlyOne ? matches > 1 : !track)
                break;
        }

        if (matches == 1 || (matches > 1 && !ExactlyOne))
            return true;
        if (!e.Collecting)
            return false;
        return matches > 1
            ? e.Report(token, this, "The value matches more than one of the alternatives; exactly one is allowed.", "exactly one alternative")
            : Explain(ref e, token);
    }

    /// <summary>Names the alternative that came closest, and its errors: those of all of them would only confuse.</summary>
    private bool Explain(ref Evaluator e, int token)
    {
        int best = -1;
        List<PendingError> errors = [];
        int bestDistance = int.MaxValue;
        List<PendingError>? every = e.ExplainsEveryAlternative ? [] : null;
        for (int i = 0; i < Nodes.Length && (bestDistance > 0 || every is not null); i++)
        {
            List<PendingError> candidate = e.Explain(Nodes[i], token);
            every?.AddRange(candidate);
            int distance = candidate.Sum(error => Distance(error, token));
            if (distance >= bestDistance)
                continue;
            (best, bestDistance, errors) = (i, distance, candidate);
        }

        string count = Nodes.Length == 1 ? "the only alternative" : $"any of the {Nodes.Length} alternatives";
        string closest = Nodes.Length == 1 ? "." : $"; alternative {best + 1} came closest.";
        e.Report(token, this, $"The value does not match {count}{closest}", null);
        e.Add(every ?? errors);
        return false;
    }

    // A wrong type, or a wrong tag such as {"kind": "cat"}, tells that another alternative was meant.
    private static int Distance(PendingError error, int token) => error.Keyword switch
    {
        "type" when error.Token == token => 1000,
        "const" or "enum" => 100,
        "required" => 3,
        _ => 2,
    };
}
