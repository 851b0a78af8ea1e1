using ApiGovernance.Catalog.Storage;
using Microsoft.AspNetCore.Http;

namespace ApiGovernance.Catalog.Http;

/// <summary>A kept document as a caller wants it: the text that was submitted, or one JSON document.</summary>
internal static class ContractForm
{
    /// <summary>The first is what a caller gets that does not care, when that is what was submitted.</summary>
    public static readonly string[] Types = ["application/yaml", Answers.JsonType];

    public static IResult Answer(HttpContext http, StoredContract contract, string? jsonType = null)
    {
        string json = jsonType ?? Answers.JsonType;
        string submitted = contract.MediaType == Answers.JsonType ? json : contract.MediaType;
        // JSON is YAML as well, so what was submitted as JSON is given to those who ask for YAML.
        string best = Negotiation.Best(http.Request, [submitted, json, Answers.JsonType, "application/yaml"])!;
        http.Response.Headers.Vary = "Accept";
        return best == submitted || best == "application/yaml"
            ? Answers.Document(contract.Source, best, contract.Hash)
            : Answers.Document(contract.Document, best, submitted == json ? contract.Hash : $"{contract.Hash}.json");
    }
}
