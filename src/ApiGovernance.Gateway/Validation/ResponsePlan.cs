using ApiGovernance.JsonSchema.Parameters;

namespace ApiGovernance.Gateway.Validation;

/// <summary>One answer of an operation, ready to be checked.</summary>
/// <param name="Status"><c>200</c>, <c>2XX</c> or <c>default</c>.</param>
/// <param name="Headers">Null when the contract declares none.</param>
/// <param name="Body">Null when the contract describes no content: then nothing is said of it.</param>
internal sealed record ResponsePlan(string Status, ParameterSet? Headers, BodyPlan? Body)
{
    /// <summary>2 for the code itself, 1 for its range, 0 for <c>default</c>, -1 for another code.</summary>
    public int Match(int status) => Status switch
    {
        "default" => 0,
        [char first, 'X', 'X'] => status / 100 == first - '0' ? 1 : -1,
        [char a, char b, char c] => (((a - '0') * 100) + ((b - '0') * 10) + c - '0') == status ? 2 : -1,
        _ => -1,
    };
}

/// <summary>The answers of an operation.</summary>
internal sealed class ResponsePlans(IEnumerable<ResponsePlan> plans)
{
    private readonly ResponsePlan[] plans = [.. plans];

    /// <summary>As a sentence lists them.</summary>
    public string Statuses => string.Join(", ", plans.Select(plan => plan.Status));

    /// <summary>The most specific one for a status; null when the contract has none.</summary>
    public ResponsePlan? Find(int status)
    {
        (ResponsePlan? best, int rank) = (null, -1);
        foreach (ResponsePlan plan in plans)
        {
            int match = plan.Match(status);
            if (match > rank)
                (best, rank) = (plan, match);
        }

        return best;
    }
}
