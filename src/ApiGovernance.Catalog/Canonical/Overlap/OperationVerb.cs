namespace ApiGovernance.Catalog.Canonical.Overlap;

/// <summary>What an operation does to its resource, whatever method and path style say it.</summary>
public enum OperationVerb
{
    /// <summary>Gives several, or searches.</summary>
    List,

    /// <summary>Gives one.</summary>
    Read,
    Create,

    /// <summary>Puts a whole one in the place of another.</summary>
    Replace,

    /// <summary>Changes parts.</summary>
    Update,
    Delete,

    /// <summary>Anything else, e.g. cancels or confirms.</summary>
    Action,
}

/// <summary>The verbs of operation names, and which verbs do the same.</summary>
internal static class OperationVerbs
{
    private static readonly Dictionary<string, OperationVerb> Named = Table(
        (OperationVerb.List, "list search find query lookup filter browse"),
        (OperationVerb.Read, "get fetch read retrieve show view"),
        (OperationVerb.Create, "create add insert register place submit new post open"),
        (OperationVerb.Replace, "replace put set upsert"),
        (OperationVerb.Update, "update modify patch change edit amend"),
        (OperationVerb.Delete, "delete remove"),
        (OperationVerb.Action,
            "cancel confirm approve reject ship release hold close reopen void capture refund send remind activate deactivate archive complete accept decline publish validate " +
            "calculate estimate import export sync process adjust reserve allocate pick pack receive acknowledge merge split authorize reauthorize enable disable start stop " +
            "generate preview resend assign unassign link unlink print verify suspend resume restore finalize issue pay transition"));

    // Nouns made of a verb: POST /orders/{id}/cancellations cancels.
    private static readonly Dictionary<string, string> Nominal = new(StringComparer.Ordinal)
    {
        ["cancellation"] = "cancel",
        ["confirmation"] = "confirm",
        ["approval"] = "approve",
        ["rejection"] = "reject",
        ["acknowledgement"] = "acknowledge",
        ["acknowledgment"] = "acknowledge",
        ["adjustment"] = "adjust",
        ["reservation"] = "reserve",
        ["allocation"] = "allocate",
        ["activation"] = "activate",
        ["completion"] = "complete",
        ["closure"] = "close",
        ["validation"] = "validate",
        ["calculation"] = "calculate",
        ["estimation"] = "estimate",
        ["authorisation"] = "authorize",
        ["authorization"] = "authorize",
        ["authorise"] = "authorize",
        ["receipt"] = "receive",
        ["publication"] = "publish",
        ["verification"] = "verify",
    };

    /// <summary>The verb that a name starts with, or null.</summary>
    public static OperationVerb? Of(string word) => Named.TryGetValue(word, out OperationVerb verb) ? verb : null;

    /// <summary>The verb of a noun that is made of one (<c>cancellation</c>: <c>cancel</c>), or null.</summary>
    public static string? OfNoun(string word) => Nominal.GetValueOrDefault(word);

    /// <summary>From 0 (another thing) to 1 (the same).</summary>
    public static double Likeness(OperationVerb a, OperationVerb b)
    {
        if (a == b)
            return 1;
        return (a < b ? (a, b) : (b, a)) switch
        {
            // Many an API changes parts with PUT.
            (OperationVerb.Replace, OperationVerb.Update) => 0.9,
            (OperationVerb.List, OperationVerb.Read) => 0.6,
            // An upsert creates too.
            (OperationVerb.Create, OperationVerb.Replace) => 0.6,
            _ => 0,
        };
    }

    public static string Name(OperationVerb verb) => verb switch
    {
        OperationVerb.List => "list",
        OperationVerb.Read => "read",
        OperationVerb.Create => "create",
        OperationVerb.Replace => "replace",
        OperationVerb.Update => "update",
        OperationVerb.Delete => "delete",
        _ => "act on",
    };

    private static Dictionary<string, OperationVerb> Table(params (OperationVerb Verb, string Words)[] rows) =>
        rows.SelectMany(row => row.Words.Split(' '), (row, word) => (row.Verb, word)).ToDictionary(pair => pair.word, pair => pair.Verb, StringComparer.Ordinal);
}
