using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Diff.Rules.Schemas;

/// <summary>`readOnly` and `writeOnly` of a property that is on both sides.</summary>
internal static class AccessRules
{
    public static void Check(PairContext pair, string name, Side was, Side now)
    {
        if (pair.Pair.Subject is not ("request-body" or "request-property" or "response-body" or "response-property"))
            return;
        bool wasReadOnly = was.Term.Shape.Notes.ReadOnly, isReadOnly = now.Term.Shape.Notes.ReadOnly;
        bool wasWriteOnly = was.Term.Shape.Notes.WriteOnly, isWriteOnly = now.Term.Shape.Notes.WriteOnly;
        if (wasReadOnly != isReadOnly)
            Report(pair, name, was, now, "read-only", isReadOnly, unsent: pair.IsRequest);
        if (wasWriteOnly != isWriteOnly)
            Report(pair, name, was, now, "write-only", isWriteOnly, unsent: !pair.IsRequest);
    }

    private static void Report(PairContext pair, string name, Side was, Side now, string access, bool isNow, bool unsent)
    {
        string side = pair.IsRequest ? "request" : "response";
        // What must be sent from now on was not part of the message before; what was always returned no longer is.
        bool demanded = unsent && pair.IsRequest && !isNow && now.IsRequired;
        bool lost = unsent && !pair.IsRequest && isNow && was.IsRequired;
        bool unheard = unsent && isNow;
        pair.ReportProperty(
            $"{side}-{now.Need}-property-became-{(isNow ? "" : "not-")}{access}", name,
            position => unheard
                ? pair.IsRequest ? $"no longer listens to the {position.Name}: it is {access}." : $"no longer returns {position.Name}: it is {access}."
                : $"{(isNow ? "marks" : "no longer marks")} {position.Name} as {access}.",
            isNow ? null : access, isNow ? access : null, demanded || lost ? $"required:{name}" : null, now.Place, was.Place,
            demanded || lost ? Severity.Error : unheard ? Severity.Warning : null, isByMeaning: unheard && !lost);
    }
}
