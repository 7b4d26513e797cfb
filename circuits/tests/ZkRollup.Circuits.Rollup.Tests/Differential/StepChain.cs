using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Crypto.Fields;
using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Circuits.Rollup.Tests.Differential;

/// <summary>The steps that proved a transition, and what they began with.</summary>
/// <param name="Kind">The transaction.</param>
/// <param name="Name">For reports.</param>
/// <param name="State">The state before the first step.</param>
/// <param name="CarriedIn">What the first step was given.</param>
/// <param name="Steps">The steps.</param>
internal sealed record StepChain(
    TransactionKind Kind, string Name, IRecordSource State, Fr[] CarriedIn, IReadOnlyList<StepResult> Steps);
