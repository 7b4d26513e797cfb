using ZkRollup.Crypto.Signatures;
using ZkRollup.Sequencer.Settlement.Abi;
using ZkRollup.Sequencer.Settlement.Rpc;

namespace ZkRollup.Sequencer.Settlement.Contracts;

/// <summary>Guardian of contracts/src/core, through a node.</summary>
/// <param name="client">The node.</param>
/// <param name="address">Where the contract is.</param>
public sealed class GuardianContract(IL1Client client, EthereumAddress address) : ContractBinding(client, address)
{
    private static readonly AbiFunction HaltFunction = new("halt(uint256 duration)");
    private static readonly AbiFunction ResumeFunction = new("resume()");
    private static readonly AbiFunction UntilFunction = new("haltedUntil()", "uint256");
    private static readonly AbiFunction BudgetFunction = new("budget()", "uint256");

    internal static IReadOnlyList<AbiFunction> Functions { get; } = [HaltFunction, ResumeFunction, UntilFunction, BudgetFunction];

    /// <summary>Halts proofs for so many seconds. Only the guardian.</summary>
    public L1Request Halt(ulong duration) => Request(HaltFunction, duration);

    /// <summary>Ends the halt. Only the guardian.</summary>
    public L1Request Resume() => Request(ResumeFunction);

    /// <summary>When the last halt ends or ended, in seconds.</summary>
    public Task<L1Result<ulong>> HaltedUntilAsync(BlockTag tag, CancellationToken cancellation) =>
        ViewAsync(UntilFunction, value => value.UInt64, tag, cancellation);

    /// <summary>Seconds that the guardian could halt now.</summary>
    public Task<L1Result<ulong>> BudgetAsync(BlockTag tag, CancellationToken cancellation) =>
        ViewAsync(BudgetFunction, value => value.UInt64, tag, cancellation);
}
