using ApiGovernance.Protocol.Snapshots;

namespace ApiGovernance.Gateway.Versioning;

/// <summary>What the contract in force stands in for. Compiled once from what the catalog says of the contracts before it.</summary>
internal sealed class MinorVersions
{
    private const int LongestField = 64;

    private readonly ContractNumber? current;
    private readonly (ContractNumber Number, EarlierContract Contract)[] earlier;

    public MinorVersions(ApiVersionPart part)
    {
        current = ContractNumber.OfContract(part.ContractVersion);
        earlier =
        [
            .. part.EarlierContracts
                .Select(contract => (Number: ContractNumber.OfContract(contract.Version), contract))
                .Where(pair => pair.Number is not null)
                .Select(pair => (pair.Number!.Value, pair.contract)),
        ];
        Served = [part.ContractVersion, .. earlier.Where(pair => pair.Contract.Compatible).Select(pair => pair.Contract.Version)];
        bool isField = part.ContractVersion.Length is > 0 and <= LongestField && part.ContractVersion.AsSpan().IndexOfAnyExceptInRange('!', '~') < 0;
        Field = isField ? part.ContractVersion : part.Version;
    }

    /// <summary>The contract's version as answers name it; the version's name where the contract's is no field value.</summary>
    public string Field { get; }

    /// <summary>The contract in force and those that it stands in for, newest first.</summary>
    public IReadOnlyList<string> Served { get; }

    /// <summary>What becomes of a call that asks for a minor version.</summary>
    public MinorOutcome Of(ContractNumber asked)
    {
        if (current is not { } now)
            return MinorOutcome.Unknown;
        if (now.Answers(asked))
            return MinorOutcome.Served;
        MinorOutcome outcome = now.IsBefore(asked) ? MinorOutcome.Newer : MinorOutcome.Unknown;
        foreach (var (number, contract) in earlier)
        {
            if (!number.Answers(asked))
                continue;
            if (contract.Compatible)
                return MinorOutcome.Served;
            outcome = MinorOutcome.Broken;
        }

        return outcome;
    }
}

internal enum MinorOutcome
{
    Served,

    /// <summary>Newer than the newest.</summary>
    Newer,

    /// <summary>There never was one.</summary>
    Unknown,

    /// <summary>It was in force, and a change since is not proven compatible.</summary>
    Broken,
}
