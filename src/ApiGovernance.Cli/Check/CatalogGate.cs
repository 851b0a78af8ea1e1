using ApiGovernance.Cli.Inputs;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Protocol.CatalogApi;

namespace ApiGovernance.Cli.Check;

/// <summary>The change gate run by the live catalog: it knows what is in force and who would break.</summary>
internal sealed class CatalogGate(Uri catalog)
{
    /// <summary>Null when the catalog has no such API.</summary>
    /// <exception cref="CommandRefusal">It cannot be reached, or does not answer the question.</exception>
    public async Task<ContractVerdict?> AskAsync(CatalogPlace place, DocumentBundle contract, CancellationToken stop)
    {
        CatalogAnswer<ContractVerdict> answer = await SendAsync(place, contract, stop);
        return answer.Status == 404 ? null : CatalogConnection.Value(answer, catalog);
    }

    /// <summary>The same for a version that was named: a misspelt one must not switch the comparison off.</summary>
    public async Task<ContractVerdict> AskNamedAsync(CatalogPlace place, DocumentBundle contract, CancellationToken stop)
    {
        ContractVerdict verdict = CatalogConnection.Value(await SendAsync(place, contract, stop), catalog);
        return verdict.Evidence.BaselineHash is not null ? verdict : throw new CommandRefusal(
            ExitCodes.DocumentUnreadable,
            $"The catalog has no contract in force for {place}, so nothing was compared.",
            $"See {new Uri(catalog, "api/v1/apis")} for the versions there are; check a new one without --against.");
    }

    /// <summary>What the contract in force has by itself; null when the catalog does not tell.</summary>
    /// <param name="file">How the findings name it.</param>
    public async Task<IReadOnlyList<Finding>?> FindingsInForceAsync(CatalogPlace place, string file, CancellationToken stop)
    {
        using HttpClient http = CatalogConnection.Open(catalog);
        CatalogClient client = new(http);
        try
        {
            if ((await client.GetContractAsync(place.Api, place.Version, stop)).Value is not { } contract)
                return null;
            ContractVerdict? verdict = (await client.CheckAsync(place.Api, place.Version, contract.Bytes, file, stop)).Value;
            return verdict is null ? null : [.. verdict.Findings.Select(finding => finding.ToFinding())];
        }
        catch (CatalogUnreachableException)
        {
            // The verdict is there; only which findings are new stays open.
            return null;
        }
    }

    /// <summary>Findings whose places are in files that there are: the contract in force is one line of the catalog's, which nobody can open.</summary>
    public static ContractVerdict Placed(ContractVerdict verdict, string file) => verdict with
    {
        Findings =
        [
            .. verdict.Findings.Select(finding => finding.BaseFile is null ? finding : finding with
            {
                BaseFile = null, BaseLine = null, BaseColumn = null, BaseEndLine = null, BaseEndColumn = null,
                File = finding.File ?? file, Line = finding.File is null ? 1 : finding.Line, Column = finding.File is null ? 1 : finding.Column,
            }),
        ],
    };

    private async Task<CatalogAnswer<ContractVerdict>> SendAsync(CatalogPlace place, DocumentBundle contract, CancellationToken stop)
    {
        using HttpClient http = CatalogConnection.Open(catalog);
        // As written when it is one file, so that the findings' lines are the file's; else as one document.
        ReadOnlyMemory<byte> document = contract.Documents.Count == 1 ? contract.Root.Bytes : contract.ToSingleDocument();
        return await CatalogConnection.ReachAsync(() => new CatalogClient(http).CheckAsync(place.Api, place.Version, document, contract.Root.Path, stop));
    }
}
