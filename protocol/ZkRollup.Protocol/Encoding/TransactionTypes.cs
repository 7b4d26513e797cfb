using System.Text;
using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Protocol.Encoding;

/// <summary>The types of transactions by number and by name.</summary>
public static class TransactionTypes
{
    /// <summary>What encodings call the number or name of a transaction.</summary>
    internal const string TypeField = "type";

    private static readonly (TransactionKind Kind, string Name)[] Names =
    [
        (TransactionKind.Deposit, nameof(TransactionKind.Deposit)),
        (TransactionKind.ChangeMasterKey, nameof(TransactionKind.ChangeMasterKey)),
        (TransactionKind.ForcedCancelAll, nameof(TransactionKind.ForcedCancelAll)),
        (TransactionKind.ForcedWithdraw, nameof(TransactionKind.ForcedWithdraw)),
        (TransactionKind.ForcedClose, nameof(TransactionKind.ForcedClose)),
        (TransactionKind.ListInstrument, nameof(TransactionKind.ListInstrument)),
        (TransactionKind.SetParameters, nameof(TransactionKind.SetParameters)),
        (TransactionKind.SetOracleKey, nameof(TransactionKind.SetOracleKey)),
        (TransactionKind.OpenSession, nameof(TransactionKind.OpenSession)),
        (TransactionKind.RevokeSession, nameof(TransactionKind.RevokeSession)),
        (TransactionKind.PlaceOrder, nameof(TransactionKind.PlaceOrder)),
        (TransactionKind.CancelOrder, nameof(TransactionKind.CancelOrder)),
        (TransactionKind.CancelAll, nameof(TransactionKind.CancelAll)),
        (TransactionKind.Withdraw, nameof(TransactionKind.Withdraw)),
        (TransactionKind.OracleUpdate, nameof(TransactionKind.OracleUpdate)),
        (TransactionKind.RiskUpdate, nameof(TransactionKind.RiskUpdate)),
        (TransactionKind.UpdateMark, nameof(TransactionKind.UpdateMark)),
        (TransactionKind.RemoveOrder, nameof(TransactionKind.RemoveOrder)),
        (TransactionKind.Liquidate, nameof(TransactionKind.Liquidate)),
        (TransactionKind.Deleverage, nameof(TransactionKind.Deleverage)),
        (TransactionKind.SettleExpiry, nameof(TransactionKind.SettleExpiry)),
        (TransactionKind.CollectFees, nameof(TransactionKind.CollectFees)),
    ];

    /// <summary>Calls the method of a visitor that is for the type of a number.</summary>
    /// <param name="kind">The number.</param>
    /// <param name="visitor">The visitor.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no transaction of this number.</exception>
    public static TResult Visit<TVisitor, TResult>(TransactionKind kind, ref TVisitor visitor)
        where TVisitor : ITransactionTypeVisitor<TResult>, allows ref struct => kind switch
        {
            TransactionKind.Deposit => visitor.VisitOperation<Deposit>(),
            TransactionKind.ChangeMasterKey => visitor.VisitOperation<ChangeMasterKey>(),
            TransactionKind.ForcedCancelAll => visitor.VisitOperation<ForcedCancelAll>(),
            TransactionKind.ForcedWithdraw => visitor.VisitOperation<ForcedWithdraw>(),
            TransactionKind.ForcedClose => visitor.VisitOperation<ForcedClose>(),
            TransactionKind.ListInstrument => visitor.VisitOperation<ListInstrument>(),
            TransactionKind.SetParameters => visitor.VisitOperation<SetParameters>(),
            TransactionKind.SetOracleKey => visitor.VisitOperation<SetOracleKey>(),
            TransactionKind.OpenSession => visitor.VisitSigned<OpenSession>(),
            TransactionKind.RevokeSession => visitor.VisitSigned<RevokeSession>(),
            TransactionKind.PlaceOrder => visitor.VisitSigned<PlaceOrder>(),
            TransactionKind.CancelOrder => visitor.VisitSigned<CancelOrder>(),
            TransactionKind.CancelAll => visitor.VisitSigned<CancelAll>(),
            TransactionKind.Withdraw => visitor.VisitSigned<Withdraw>(),
            TransactionKind.OracleUpdate => visitor.VisitSigned<OracleUpdate>(),
            TransactionKind.RiskUpdate => visitor.VisitSigned<RiskUpdate>(),
            TransactionKind.UpdateMark => visitor.VisitProven<UpdateMark>(),
            TransactionKind.RemoveOrder => visitor.VisitProven<RemoveOrder>(),
            TransactionKind.Liquidate => visitor.VisitProven<Liquidate>(),
            TransactionKind.Deleverage => visitor.VisitProven<Deleverage>(),
            TransactionKind.SettleExpiry => visitor.VisitProven<SettleExpiry>(),
            TransactionKind.CollectFees => visitor.VisitProven<CollectFees>(),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no transaction of this number."),
        };

    /// <summary>True if there is a transaction of this number.</summary>
    public static bool IsDefined(TransactionKind kind) => IndexOf(kind) >= 0;

    /// <summary>The name of a type.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no transaction of this number.</exception>
    public static string NameOf(TransactionKind kind)
    {
        int index = IndexOf(kind);
        return index >= 0
            ? Names[index].Name
            : throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no transaction of this number.");
    }

    /// <summary>The number of a type.</summary>
    /// <param name="name">Untrusted bytes.</param>
    /// <param name="kind">The number, or the default.</param>
    /// <returns>False if there is no transaction of this name.</returns>
    public static bool TryParse(ReadOnlySpan<byte> name, out TransactionKind kind)
    {
        foreach ((TransactionKind candidate, string candidateName) in Names)
        {
            if (Ascii.Equals(name, candidateName))
            {
                kind = candidate;
                return true;
            }
        }

        kind = default;
        return false;
    }

    private static int IndexOf(TransactionKind kind)
    {
        for (int i = 0; i < Names.Length; i++)
        {
            if (Names[i].Kind == kind)
            {
                return i;
            }
        }

        return -1;
    }
}
