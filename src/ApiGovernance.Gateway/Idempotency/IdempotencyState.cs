namespace ApiGovernance.Gateway.Idempotency;

/// <summary>What is known of the call that a key stands for. The numbers are stored.</summary>
public enum IdempotencyState
{
    /// <summary>A gateway has it, until its lease ends.</summary>
    InFlight = 0,

    /// <summary>The back end has answered; the answer is replayed.</summary>
    Completed = 1,

    /// <summary>It was sent and no answer came: nobody knows whether it had an effect. Stays until somebody finds out.</summary>
    Unknown = 2,

    /// <summary>Somebody found out that it had its effect; there is no answer to replay.</summary>
    Succeeded = 3,

    /// <summary>Somebody found out that it had none and is to have none.</summary>
    Failed = 4,
}
