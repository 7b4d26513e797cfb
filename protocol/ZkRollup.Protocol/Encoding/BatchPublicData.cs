using System.Diagnostics.CodeAnalysis;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Protocol.Encoding;

/// <summary>What a batch makes public, in the order of the instance columns of its proof (docs/protocol.md, 13).</summary>
public sealed class BatchPublicData
{
    /// <summary>Most queue operations that a batch consumes.</summary>
    public const int OperationsMax = 64;

    /// <summary>Most withdrawals of a batch.</summary>
    public const int WithdrawalsMax = 256;

    /// <summary>Words before the lists.</summary>
    internal const int HeaderWords = 18;

    /// <summary>Words of a queue operation: five lanes and the outcome.</summary>
    internal const int OperationWords = 6;

    /// <summary>Words of a withdrawal: owner and amount; account.</summary>
    internal const int WithdrawalWords = 2;

    /// <summary>Words of a record: address and four lanes.</summary>
    internal const int RecordWords = 5;

    private readonly ConsumedOperation[] _operations;
    private readonly Withdrawal[] _withdrawals;
    private readonly PublishedRecord[] _records;

    /// <summary>Puts the public data of a batch together.</summary>
    /// <param name="header">The header.</param>
    /// <param name="operations">The operations consumed, in the order of the queue.</param>
    /// <param name="withdrawals">The withdrawals, in the order of their transactions.</param>
    /// <param name="records">The records touched, but orders; addresses ascend.</param>
    /// <exception cref="ArgumentException">No batch can have this public data.</exception>
    public BatchPublicData(
        in BatchHeader header,
        ReadOnlySpan<ConsumedOperation> operations,
        ReadOnlySpan<Withdrawal> withdrawals,
        ReadOnlySpan<PublishedRecord> records)
        : this(header, operations.ToArray(), withdrawals.ToArray(), records.ToArray())
    {
        DecodeError fault = PublicDataRules.FindFault(this);
        if (fault.IsError)
        {
            throw new ArgumentException($"Public data that no batch has: {fault}.");
        }
    }

    private BatchPublicData(
        in BatchHeader header, ConsumedOperation[] operations, Withdrawal[] withdrawals, PublishedRecord[] records)
    {
        Header = header;
        _operations = operations;
        _withdrawals = withdrawals;
        _records = records;
    }

    /// <summary>The header.</summary>
    public BatchHeader Header { get; }

    /// <summary>The operations consumed, in the order of the queue.</summary>
    public ReadOnlySpan<ConsumedOperation> Operations => _operations;

    /// <summary>The withdrawals, in the order of their transactions.</summary>
    public ReadOnlySpan<Withdrawal> Withdrawals => _withdrawals;

    /// <summary>The records touched, but orders; addresses ascend.</summary>
    public ReadOnlySpan<PublishedRecord> Records => _records;

    /// <summary>How many words there are.</summary>
    public int WordCount =>
        HeaderWords + (OperationWords * _operations.Length) + (WithdrawalWords * _withdrawals.Length) + (RecordWords * _records.Length);

    /// <summary>Reads the words of a batch.</summary>
    /// <param name="words">Untrusted words, all of which must belong to it.</param>
    /// <param name="data">The public data, or null when rejected.</param>
    /// <param name="error">Truncated, Trailing, OutOfRange, UnknownType, NotZero or Inconsistent, with field and word (from 0).</param>
    /// <returns>True if there is no error: then <see cref="ToWords"/> gives these words.</returns>
    public static bool TryRead(ReadOnlySpan<Fr> words, [NotNullWhen(true)] out BatchPublicData? data, out DecodeError error)
    {
        PublicWordReader reader = new(words);
        BatchHeader header = reader.Header(out long operations, out long withdrawals, out long records);
        reader.RequireLeft((OperationWords * operations) + (WithdrawalWords * withdrawals) + (RecordWords * records));
        data = null;
        error = reader.Error;
        if (error.IsError)
        {
            return false;
        }

        BatchPublicData result = new(header, new ConsumedOperation[operations], new Withdrawal[withdrawals], new PublishedRecord[records]);
        foreach (ref ConsumedOperation operation in result._operations.AsSpan())
        {
            operation = reader.Operation();
        }

        foreach (ref Withdrawal withdrawal in result._withdrawals.AsSpan())
        {
            withdrawal = reader.Withdrawal();
        }

        foreach (ref PublishedRecord record in result._records.AsSpan())
        {
            record = reader.Record();
        }

        error = reader.Error.IsError ? reader.Error : PublicDataRules.FindFault(result);
        data = error.IsError ? null : result;
        return data is not null;
    }

    /// <summary>The words, in order.</summary>
    /// <exception cref="ArgumentException">A record has a field beyond its bits.</exception>
    public Fr[] ToWords()
    {
        Fr[] words = new Fr[WordCount];
        PublicWordWriter writer = new(words);
        writer.Header(Header, _operations.Length, _withdrawals.Length, _records.Length);
        foreach (ref readonly ConsumedOperation operation in Operations)
        {
            writer.Operation(operation);
        }

        foreach (ref readonly Withdrawal withdrawal in Withdrawals)
        {
            writer.Withdrawal(withdrawal);
        }

        foreach (ref readonly PublishedRecord record in Records)
        {
            writer.Record(record);
        }

        return words;
    }
}
