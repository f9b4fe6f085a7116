import { queryOptions } from '@tanstack/react-query';
import type { components } from './generated/back-office';
import { get, patch, post } from './request';

export type Product = components['schemas']['ProductDto_Output'];

export interface ProductInput {
  readonly name: string;
  readonly description: string;
  /** In percent. */
  readonly vat_rate: string;
  readonly active: boolean;
}

export const productsQuery = queryOptions({
  queryKey: ['products'],
  queryFn: async ({ signal }) => (await get<{ products: readonly Product[] }>('/api/products', {}, signal)).products,
});

export const createProduct = (input: ProductInput & { readonly sku: string }) => post<Product>('/api/products', input);
export const changeProduct = (productId: string, input: ProductInput & { readonly revision: number }) =>
  patch<Product>(`/api/products/${productId}`, input);
