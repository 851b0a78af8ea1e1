using System.Globalization;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Model;
using ApiGovernance.Protocol.Descriptors.Policies;

namespace ApiGovernance.Protocol.Descriptors.Reading;

/// <summary>Every operation that an API's descriptor has a policy for is in a contract that the descriptor names.</summary>
internal static class OperationRuleCheck
{
    /// <param name="contracts">Of the versions whose contract could be read, by version.</param>
    public static void Check(ApiSpec api, LoadedDescriptor loaded, IReadOnlyDictionary<string, ApiContract> contracts, DescriptorFindings findings)
    {
        for (int i = 0; i < api.Operations.Count; i++)
        {
            OperationRule rule = api.Operations[i];
            // Where a contract could not be read there is a finding already, and nothing to hold the rule against.
            string[] versions = [.. api.Versions.Select(version => version.Name).Where(rule.IsFor)];
            if (versions.Any(version => !contracts.ContainsKey(version)))
                continue;
            string[] lacking = [.. versions.Where(version => !OperationRules.Names(contracts[version]).Contains(rule.Operation))];
            if (lacking.Length == 0 || (rule.Versions.Count == 0 && lacking.Length < versions.Length))
                continue;
            string at = JsonPointer.Append("/spec/operations", i) + "/operation";
            string[] known = [.. versions.SelectMany(version => OperationRules.Names(contracts[version])).Distinct(StringComparer.Ordinal)];
            findings.Error(
                OperationRules.MissingRule,
                string.Create(CultureInfo.InvariantCulture, $"`spec.operations[{i}].operation` is {Spelling.Quote(rule.Operation)}, which the contract of {string.Join(", ", lacking)} does not have."),
                Spelling.Advise(rule.Operation, known, "Operations there"), loaded.PlaceOf(at), at);
        }
    }
}
