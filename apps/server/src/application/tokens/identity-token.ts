/** Facts about a customer that the host site signed for. */
export interface VerifiedCustomer {
  customerId: string;
  email: string | null;
  name: string | null;
  vip: boolean;
}
