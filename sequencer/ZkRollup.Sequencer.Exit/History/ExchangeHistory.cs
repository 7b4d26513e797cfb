using System.Numerics;
using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.Encoding;
using ZkRollup.Sequencer.Exit.State;
using ZkRollup.Sequencer.Settlement.Abi;
using ZkRollup.Sequencer.Settlement.Batches;
using ZkRollup.Sequencer.Settlement.Contracts;
using ZkRollup.Sequencer.Settlement.Rpc;

namespace ZkRollup.Sequencer.Exit.History;

/// <summary>All that the contracts of a deployment logged up to a block, and what it adds up to.</summary>
public sealed class ExchangeHistory
{
    private readonly List<QueuedOperation> _operations = [];
    private readonly HashSet<ulong> _reclaimed = [];
    private readonly HashSet<ulong> _marks = [];
    private readonly Dictionary<ulong, ClaimState> _claims = [];
    private readonly Dictionary<EthereumAddress, ulong> _accounts = [];

    internal ExchangeHistory(SettlementAddresses addresses, L1Block block) => (Addresses, Block) = (addresses, block);

    /// <summary>Where the contracts are.</summary>
    public SettlementAddresses Addresses { get; }

    /// <summary>The last block that counts.</summary>
    public L1Block Block { get; }

    /// <summary>The state of accounts, instruments and system.</summary>
    public PublishedState State { get; } = new();

    /// <summary>All operations that ever entered the queue, by index.</summary>
    public IReadOnlyList<QueuedOperation> Operations => _operations;

    /// <summary>Whether what came with an operation that a frozen exchange left was given back.</summary>
    public bool IsReclaimed(ulong index) => _reclaimed.Contains(index);

    /// <summary>Whether the mark of an instrument was stored after the freeze.</summary>
    public bool HasMark(ulong instrument) => _marks.Contains(instrument);

    /// <summary>How far the claim of an account has come.</summary>
    public ClaimState ClaimOf(ulong account) => _claims.GetValueOrDefault(account);

    /// <summary>The account of an owner, which exists once its deposit is consumed; 0 if it has none.</summary>
    public ulong AccountOf(EthereumAddress owner) => _accounts.GetValueOrDefault(owner);

    /// <summary>Takes the next log.</summary>
    /// <returns>What is wrong with it, or null.</returns>
    internal HistoryFault? Take(L1Log log)
    {
        if (ProvenBatch.TryRead(log, out ProvenBatch? batch))
        {
            return Take(batch!);
        }

        if (QueuedOperation.TryRead(log, out QueuedOperation? operation))
        {
            return Take(operation!);
        }

        if (!SettlementEvent.TryDecode(log, out SettlementEvent? item))
        {
            return new(HistoryFaultKind.LogMalformed, $"log {log.Index} of block {log.BlockNumber} is no event of the contracts");
        }

        Take(item!);
        return null;
    }

    private HistoryFault? Take(QueuedOperation operation)
    {
        if (operation.Index != (ulong)_operations.Count)
        {
            return new(HistoryFaultKind.LogsMissing, $"operation {operation.Index} of the queue came where {_operations.Count} was expected");
        }

        _operations.Add(operation);
        return null;
    }

    private HistoryFault? Take(ProvenBatch batch)
    {
        (ulong number, ulong first, int count) = (batch.Header.Number, batch.Header.FirstOperation, batch.Data.Outcomes.Count);
        if (number != (ulong)State.Next.Value)
        {
            return new(HistoryFaultKind.LogsMissing, $"batch {number} came where {State.Next} was expected");
        }

        if (first + (ulong)count > (ulong)_operations.Count)
        {
            return new(HistoryFaultKind.LogsMissing, $"batch {number} consumes operation {first + (ulong)count - 1}, of which there is no log");
        }

        BigInteger[] lanes = [.. _operations.Skip((int)first).Take(count).SelectMany(operation => operation.Lanes)];
        if (!PublishedBatch.TryRead(batch, lanes, out BatchPublicData? data, out DecodeError error))
        {
            return new(HistoryFaultKind.LogMalformed, $"batch {number}: {error}");
        }

        StateFault fault = State.Apply(data);
        return fault == StateFault.None ? null : new(HistoryFaultKind.LogMalformed, $"batch {number}: {fault}");
    }

    private void Take(SettlementEvent item)
    {
        IReadOnlyList<AbiValue> arguments = item.Arguments;
        switch (item.Name)
        {
            case "AccountAssigned":
                _accounts[arguments[1].Address] = arguments[0].UInt64;
                break;
            case "Reclaimed":
                _ = _reclaimed.Add(arguments[0].UInt64);
                break;
            case "MarkTaken":
                _ = _marks.Add(arguments[0].UInt64);
                break;
            case "ClaimRegistered":
                _claims[arguments[0].UInt64] = ClaimState.Registered;
                break;
            case "ClaimPaid":
                _claims[arguments[0].UInt64] = ClaimState.Paid;
                break;
            default:
                break;
        }
    }
}
