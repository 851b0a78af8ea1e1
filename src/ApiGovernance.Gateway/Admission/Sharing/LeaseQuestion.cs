using ApiGovernance.Gateway.Admission.Limits;

namespace ApiGovernance.Gateway.Admission.Sharing;

/// <summary>What one counter is asked for.</summary>
/// <param name="Need">Units without which nothing is granted, of any counter in the question.</param>
/// <param name="Spared">Units that must be left beside them.</param>
/// <param name="Demand">Units that calls wait for, beyond what is in hand.</param>
/// <param name="Lease">Units to have in hand for the next calls.</param>
/// <param name="Owed">Units that are given back; below zero, that are charged.</param>
/// <param name="OwedSince">When those were taken, on Redis's clock.</param>
internal readonly record struct LeaseQuestion(
    LimitState State, double Need, double Spared, double Demand, double Lease, double Owed, long OwedSince);

/// <summary>What one counter answered; times in microseconds.</summary>
/// <param name="Available">What is left after the grant.</param>
/// <param name="Wait">Until it has more, or as much as was refused.</param>
/// <param name="IsRefused">It had less than was needed.</param>
/// <param name="Now">Redis's clock.</param>
/// <param name="WindowLeft">Until the present segment ends.</param>
internal readonly record struct LeaseReply(double Granted, double Available, long Wait, bool IsRefused, long Now, long WindowLeft);
